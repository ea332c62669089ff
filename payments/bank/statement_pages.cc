#include "payments/bank/statement_pages.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <utility>

#include "payments/bank/bank_reasons.h"
#include "payments/bank/statement_check.h"

namespace anxin::bank {
namespace {

using payments::BankDocument;
using payments::Finding;
using payments::ParsedStatements;
using payments::Severity;
using payments::Statement;

using Pages = std::vector<Statement>;

// Each page once, from 1, and only the last says that it is.
bool is_complete(const Pages& pages) {
  for (std::size_t i = 0; i < pages.size(); ++i) {
    const bool last = i + 1 == pages.size();
    if (pages[i].page->number != i + 1 || pages[i].page->last != last) return false;
  }
  return true;
}

Statement joined(Pages pages) {
  Statement whole = std::move(pages.front());
  whole.page.reset();
  if (pages.size() > 1) {
    whole.closing = pages.back().closing;
    whole.closing_date = pages.back().closing_date;
    whole.to = pages.back().to;
  }
  for (std::size_t i = 1; i < pages.size(); ++i) {
    auto& entries = pages[i].entries;
    whole.unbooked += pages[i].unbooked;
    std::move(entries.begin(), entries.end(), std::back_inserter(whole.entries));
  }
  return whole;
}

class Joining {
 public:
  explicit Joining(payments::ReportKind kind) { parsed_.kind = kind; }

  void add(BankDocument document) {
    for (auto& finding : document.findings) {
      if (finding.code != kStatementPartial) findings_.push_back(std::move(finding));
    }
    for (auto& statement : std::get<ParsedStatements>(document.content).statements) {
      if (statement.page) {
        sets_[{statement.account, statement.id}].push_back(std::move(statement));
      } else {
        parsed_.statements.push_back(std::move(statement));
      }
    }
  }

  BankDocument finish() {
    for (auto& [key, pages] : sets_) take(std::move(pages));
    return {std::move(parsed_), std::move(findings_)};
  }

 private:
  void take(Pages pages) {
    std::stable_sort(pages.begin(), pages.end(),
                     [](const auto& a, const auto& b) { return a.page->number < b.page->number; });
    if (is_complete(pages)) {
      auto whole = joined(std::move(pages));
      if (parsed_.kind == payments::ReportKind::statement) check_equation(whole, 0, findings_);
      return parsed_.statements.push_back(std::move(whole));
    }
    findings_.push_back(Finding{0, "", "", Severity::refuse, kStatementPartial, {}});
    std::move(pages.begin(), pages.end(), std::back_inserter(parsed_.statements));
  }

  ParsedStatements parsed_;
  payments::Findings findings_;
  std::map<std::pair<std::string, std::string>, Pages> sets_;  // by account and statement
};

}  // namespace

BankDocument join_pages(std::vector<BankDocument> documents) {
  const auto* first = std::get_if<ParsedStatements>(&documents.front().content);
  if (first == nullptr) return std::move(documents.front());
  Joining joining(first->kind);
  for (auto& document : documents) joining.add(std::move(document));
  return joining.finish();
}

bool only_pages_missing(const BankDocument& document) {
  return std::all_of(document.findings.begin(), document.findings.end(), [](const Finding& one) {
    return one.severity != Severity::refuse || one.code == kStatementPartial;
  });
}

}  // namespace anxin::bank
