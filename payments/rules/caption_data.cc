#include "payments/rules/caption_data.h"

namespace anxin::payments {

Loaded<CaptionAliases> parse_captions(std::string_view text) {
  Loaded<CaptionAliases> loaded;
  TomlDocument document(text, loaded.findings);
  auto root = document.root();
  if (!root) return loaded;
  auto table = root->table("captions");
  for (const auto& key : table.keys()) {
    auto captions = table.texts(key);
    const auto* column = find_column(key);
    if (column == nullptr) {
      table.refuse(key, kDataUnknownWord, {{"expected", "a column"}});
      continue;
    }
    for (const auto& caption : captions) {
      if (caption.empty()) table.refuse(key, kDataBadValue, {{"expected", "a caption"}});
    }
    loaded.value.captions.emplace(*column, std::move(captions));
  }
  root->finish();
  return loaded;
}

}  // namespace anxin::payments
