#include "api/web/assets.h"

#include <algorithm>

#include "ledger/base/digest.h"

namespace anxin::web {

namespace data {
std::string_view web_index_html();
std::string_view web_style_css();
std::string_view web_icon_svg();
std::string_view web_account_names_js();
std::string_view web_api_js();
std::string_view web_app_js();
std::string_view web_check_page_js();
std::string_view web_csv_js();
std::string_view web_dom_js();
std::string_view web_format_js();
std::string_view web_keys_page_js();
std::string_view web_overview_page_js();
std::string_view web_payroll_page_js();
std::string_view web_project_page_js();
std::string_view web_question_js();
std::string_view web_sheet_grid_js();
std::string_view web_sign_in_page_js();
std::string_view web_simulations_page_js();
std::string_view web_sort_table_js();
std::string_view web_texts_js();
std::string_view web_workbook_js();
}  // namespace data

namespace {

constexpr std::size_t kTagDigits = 32;  // 128 bits of the digest: no two files share them

Asset script(std::string_view name, std::string_view bytes) {
  return {name, "text/javascript; charset=utf-8", bytes, etag_of(bytes)};
}

std::vector<Asset> make_assets() {
  const auto page = data::web_index_html();
  const auto style = data::web_style_css();
  const auto icon = data::web_icon_svg();
  return {{kPageName, "text/html; charset=utf-8", page, etag_of(page)},
          {"style.css", "text/css; charset=utf-8", style, etag_of(style)},
          {"icon.svg", "image/svg+xml", icon, etag_of(icon)},
          script("account_names.js", data::web_account_names_js()),
          script("api.js", data::web_api_js()),
          script("app.js", data::web_app_js()),
          script("check_page.js", data::web_check_page_js()),
          script("csv.js", data::web_csv_js()),
          script("dom.js", data::web_dom_js()),
          script("format.js", data::web_format_js()),
          script("keys_page.js", data::web_keys_page_js()),
          script("overview_page.js", data::web_overview_page_js()),
          script("payroll_page.js", data::web_payroll_page_js()),
          script("project_page.js", data::web_project_page_js()),
          script("question.js", data::web_question_js()),
          script("sheet_grid.js", data::web_sheet_grid_js()),
          script("sign_in_page.js", data::web_sign_in_page_js()),
          script("simulations_page.js", data::web_simulations_page_js()),
          script("sort_table.js", data::web_sort_table_js()),
          script("texts.js", data::web_texts_js()),
          script("workbook.js", data::web_workbook_js())};
}

}  // namespace

const std::vector<Asset>& all_assets() {
  static const std::vector<Asset> all = make_assets();
  return all;
}

const Asset* find_asset(std::string_view name) {
  const auto& all = all_assets();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Asset& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
}

std::string etag_of(std::string_view bytes) {
  return '"' + sha256(bytes).hex().substr(0, kTagDigits) + '"';
}

}  // namespace anxin::web
