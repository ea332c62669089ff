// ZIP containers for tests, too large or too odd to lie in fixtures.
#pragma once

#include <zip.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace anxin::tests {

using ZipContent = std::vector<std::pair<std::string, std::string>>;

inline constexpr std::size_t kZipStoredFrom = std::size_t{8} << 20U;

/// Packs parts in order, deflated below kZipStoredFrom. Requires: libzip takes the names.
/// Empty where libzip does not take them.
[[nodiscard]] inline std::string zip_of(const ZipContent& content) {
  zip_error_t error;
  zip_error_init(&error);
  auto* buffer = zip_source_buffer_create(nullptr, 0, 0, &error);
  auto* archive = zip_open_from_source(buffer, ZIP_TRUNCATE, &error);
  zip_source_keep(buffer);
  for (const auto& [name, data] : content) {
    auto* part = zip_source_buffer(archive, data.data(), data.size(), 0);
    const auto index = zip_file_add(archive, name.c_str(), part, ZIP_FL_ENC_UTF_8);
    if (index < 0) return {};
    const bool large = data.size() > kZipStoredFrom;  // packing it would take seconds
    if (large) {
      zip_set_file_compression(archive, static_cast<std::uint64_t>(index), ZIP_CM_STORE, 0);
    }
  }
  if (zip_close(archive) != 0) return {};
  zip_stat_t stat;
  zip_source_stat(buffer, &stat);
  std::string bytes(stat.size, '\0');
  zip_source_open(buffer);
  zip_source_read(buffer, bytes.data(), bytes.size());
  zip_source_close(buffer);
  zip_source_free(buffer);
  zip_error_fini(&error);
  return bytes;
}

/// The parts of a workbook with one sheet of this XML, and the further ones.
[[nodiscard]] inline ZipContent workbook_parts(std::string sheet, ZipContent further = {}) {
  const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  const auto relation = [&](const std::string& id, const std::string& type,
                            const std::string& target) {
    return "<Relationship Id=\"" + id + "\" Type=\"" + office + type + "\" Target=\"" + target +
           "\"/>";
  };
  ZipContent content{
      {"_rels/.rels",
       "<Relationships>" + relation("a", "officeDocument", "xl/workbook.xml") + "</Relationships>"},
      {"xl/workbook.xml",
       "<workbook xmlns:r=\"r\"><sheets><sheet name=\"S\" r:id=\"a\"/></sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels",
       "<Relationships>" + relation("a", "worksheet", "worksheets/sheet1.xml") +
           relation("b", "sharedStrings", "sharedStrings.xml") +
           relation("c", "styles", "styles.xml") + "</Relationships>"},
      {"xl/worksheets/sheet1.xml", std::move(sheet)}};
  for (auto& part : further) content.push_back(std::move(part));
  return content;
}

}  // namespace anxin::tests
