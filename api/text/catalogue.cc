#include "api/text/catalogue.h"

#include "ledger/base/text.h"

namespace anxin::text {

namespace data {
std::string_view ledger_tsv();
std::string_view payments_tsv();
std::string_view posting_tsv();
std::string_view deposit_tsv();
std::string_view payroll_table_tsv();
std::string_view bank_file_tsv();
std::string_view data_files_tsv();
std::string_view rules_tsv();
std::string_view fund_tsv();
std::string_view fund_payment_tsv();
std::string_view recourse_tsv();
std::string_view wage_account_tsv();
std::string_view arrears_tsv();
std::string_view suspense_tsv();
std::string_view paper_tsv();
std::string_view reconcile_tsv();
std::string_view cli_tsv();
std::string_view demo_tsv();
std::string_view simulate_tsv();
std::string_view report_tsv();
std::string_view http_tsv();
std::string_view web_tsv();
}  // namespace data

namespace {

std::string fill(std::string sentence, const Fields& details) {
  for (const auto& detail : details) {
    const std::string hole = "{" + detail.name + "}";
    for (auto at = sentence.find(hole); at != std::string::npos;
         at = sentence.find(hole, at + detail.value.size())) {
      sentence.replace(at, hole.size(), detail.value);
    }
  }
  return sentence;
}

}  // namespace

Catalogue Catalogue::builtin() {
  Catalogue catalogue;
  for (const auto tsv :
       {data::ledger_tsv(),       data::payments_tsv(),      data::posting_tsv(),
        data::deposit_tsv(),      data::payroll_table_tsv(), data::bank_file_tsv(),
        data::data_files_tsv(),   data::rules_tsv(),         data::fund_tsv(),
        data::fund_payment_tsv(), data::recourse_tsv(),      data::wage_account_tsv(),
        data::arrears_tsv(),      data::suspense_tsv(),      data::reconcile_tsv(),
        data::paper_tsv(),        data::cli_tsv(),           data::demo_tsv(),
        data::simulate_tsv(),     data::report_tsv(),        data::http_tsv(),
        data::web_tsv()}) {
    catalogue.add(tsv);
  }
  return catalogue;
}

void Catalogue::add(std::string_view tsv) {
  for (const auto line : split(tsv, '\n')) {
    if (line.empty() || line.starts_with('#')) continue;
    const auto parts = split(line, '\t');
    if (parts.size() != 3) continue;
    entries_[std::string(parts[0])] = {std::string(parts[1]), std::string(parts[2])};
  }
}

std::string Catalogue::text(std::string_view key, Language language, const Fields& details) const {
  const auto found = entries_.find(key);
  if (found == entries_.end()) return std::string(key);
  const auto& sentences = found->second;
  Fields spoken = details;
  for (auto& detail : spoken) {
    const std::string word = detail.name + "." + detail.value;
    if (has(word)) detail.value = text(word, language);
  }
  return fill(language == Language::chinese ? sentences.chinese : sentences.english, spoken);
}

std::vector<std::string> Catalogue::keys() const {
  std::vector<std::string> keys;
  for (const auto& [key, sentences] : entries_) keys.push_back(key);
  return keys;
}

}  // namespace anxin::text
