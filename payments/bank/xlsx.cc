#include "payments/bank/xlsx.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "ledger/base/text.h"
#include "payments/bank/file_kind.h"
#include "payments/bank/xlsx_parts.h"
#include "payments/bank/zip_parts.h"

namespace anxin::bank {
namespace {

struct Relation {
  std::string type;  ///< "…/worksheet"
  std::string part;  ///< name within the container
};
using Relations = std::map<std::string, Relation, std::less<>>;  // by id

/// "../a/./b.xml" beside "xl/worksheets" is "xl/a/b.xml".
std::string resolve(std::string_view folder, std::string_view target) {
  std::string path = target.starts_with('/') ? std::string(target)
                                             : std::string(folder) + "/" + std::string(target);
  std::vector<std::string> steps;
  for (const auto step : split(path, '/')) {
    if (step.empty() || step == ".") continue;
    if (step == "..") {
      if (!steps.empty()) steps.pop_back();
    } else {
      steps.emplace_back(step);
    }
  }
  return join(steps, "/");
}

std::string folder_of(std::string_view part) {
  const auto slash = part.rfind('/');
  return std::string(slash == std::string_view::npos ? "" : part.substr(0, slash));
}

/// "xl/_rels/workbook.xml.rels" for "xl/workbook.xml".
std::string relations_part(std::string_view part) {
  const auto slash = part.rfind('/');
  const auto file = slash == std::string_view::npos ? part : part.substr(slash + 1);
  return resolve(folder_of(part), "_rels/" + std::string(file) + ".rels");
}

Result<Relations> read_relations(ZipParts& parts, std::string_view of_part) {
  const auto name = relations_part(of_part);
  if (!parts.has(name)) return Relations{};
  const auto text = LEDGER_TRY(parts.read(name));
  Relations relations;
  XmlReader xml(text);
  while (xml.next_element()) {
    if (xml.name() != "Relationship" || xml.attribute("TargetMode") == "External") continue;
    relations.emplace(xml.attribute("Id"),
                      Relation{std::string(xml.attribute("Type")),
                               resolve(folder_of(of_part), xml.attribute("Target"))});
  }
  LEDGER_CHECK(check_part(xml));
  return relations;
}

/// The part that another names by a kind of relation; empty where there is none.
std::string part_of_type(const Relations& relations, std::string_view type) {
  for (const auto& [id, relation] : relations) {
    if (relation.type.ends_with(type)) return relation.part;
  }
  return {};
}

/// What a container without a workbook is.
Result<Reason> other_container(ZipParts& parts) {
  if (parts.has("word/document.xml")) return kFileIsWord;
  if (parts.has("xl/workbook.bin")) return kFileIsOtherWorkbook;
  if (!parts.has("mimetype")) return kFileIsArchive;
  const auto kind = LEDGER_TRY(parts.read("mimetype"));
  if (kind.find("opendocument.spreadsheet") != std::string::npos) return kFileIsOtherWorkbook;
  return kind.find("opendocument.text") != std::string::npos ? kFileIsWord : kFileIsArchive;
}

Result<std::string> find_workbook(ZipParts& parts) {
  auto part = part_of_type(LEDGER_TRY(read_relations(parts, "")), "/officeDocument");
  if (part.empty() && parts.has("xl/workbook.xml")) part = "xl/workbook.xml";
  const bool is_workbook = part.ends_with(".xml") && parts.has(part) &&
                           !part.starts_with("word/") && !part.starts_with("ppt/");
  if (!is_workbook) return fail(LEDGER_TRY(other_container(parts)));
  return part;
}

struct SheetEntry {
  std::string name;
  std::string relation;  // id
  bool hidden = false;
};

struct WorkbookPlan {
  std::vector<SheetEntry> sheets;
  DateSystem dates = DateSystem::from_1900;
};

Result<WorkbookPlan> read_workbook(ZipParts& parts, const std::string& part) {
  const auto text = LEDGER_TRY(parts.read(part));
  WorkbookPlan plan;
  XmlReader xml(text);
  while (xml.next_element()) {
    if (xml.name() == "workbookPr") {
      const auto since = xml.attribute("date1904");
      if (since == "1" || since == "true") plan.dates = DateSystem::from_1904;
    } else if (xml.name() == "sheet") {
      const auto state = xml.attribute("state");
      plan.sheets.push_back({std::string(xml.attribute("name")), std::string(xml.attribute("id")),
                             state == "hidden" || state == "veryHidden"});
    }
  }
  LEDGER_CHECK(check_part(xml));
  return plan;
}

struct ChosenSheet {
  std::string part;
  std::uint32_t number = 0;
  std::uint32_t others_shown = 0;
};

Result<ChosenSheet> choose_sheet(const WorkbookPlan& plan, const Relations& relations,
                                 std::string_view wanted) {
  ChosenSheet chosen;
  std::uint32_t number = 0;
  for (const auto& sheet : plan.sheets) {
    ++number;
    const auto relation = relations.find(sheet.relation);
    const bool has_cells =
        relation != relations.end() && relation->second.type.ends_with("/worksheet");
    if (sheet.hidden || !has_cells) continue;
    const bool fits = chosen.number == 0 && (wanted.empty() || sheet.name == wanted);
    if (!fits) {
      ++chosen.others_shown;
      continue;
    }
    chosen.part = relation->second.part;
    chosen.number = number;
  }
  if (chosen.number == 0) return fail(wanted.empty() ? kXlsxNoSheet : kXlsxSheetUnknown);
  return chosen;
}

Result<std::string> read_optional(ZipParts& parts, const std::string& part) {
  if (part.empty() || !parts.has(part)) return std::string();
  return parts.read(part);
}

}  // namespace

Result<WorkbookSheet> read_xlsx(std::string_view bytes, std::string_view sheet) {
  auto parts = LEDGER_TRY(ZipParts::open(bytes));
  const auto workbook = LEDGER_TRY(find_workbook(parts));
  const auto plan = LEDGER_TRY(read_workbook(parts, workbook));
  const auto relations = LEDGER_TRY(read_relations(parts, workbook));
  const auto chosen = LEDGER_TRY(choose_sheet(plan, relations, sheet));
  SharedStrings strings;
  CellFormats formats;
  {
    const auto text = LEDGER_TRY(read_optional(parts, part_of_type(relations, "/sharedStrings")));
    if (!text.empty()) strings = LEDGER_TRY(SharedStrings::read(text));
  }
  {
    const auto text = LEDGER_TRY(read_optional(parts, part_of_type(relations, "/styles")));
    if (!text.empty()) formats = LEDGER_TRY(read_styles(text));
  }
  if (!parts.has(chosen.part)) return fail(kXlsxMalformed);
  const auto xml = LEDGER_TRY(parts.read(chosen.part));
  auto cells = LEDGER_TRY(read_sheet(xml, {strings, formats, plan.dates}));
  return WorkbookSheet{std::move(cells), chosen.number, chosen.others_shown};
}

}  // namespace anxin::bank
