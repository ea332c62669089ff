// A page of a statement: it waits in quarantine until the others are here; all are taken as one.
#include <algorithm>

#include "ledger/base/digest.h"
#include "payments/bank/bank_file.h"
#include "payments/bank/statement_pages.h"
#include "payments/rules/incoming_profiles.h"
#include "payments/service/bank_service.h"
#include "payments/service/reconcile_facts.h"
#include "payments/service/statement_taking.h"

namespace anxin::payments {
namespace {

class PageTaking {
 public:
  PageTaking(const PaymentsBook& book, const ledger::Reader& reader, const BankFiles& files)
      : book_(book), reader_(reader), files_(files) {}

  Result<CommandDraft> run(const Caller& caller, const Statement& page) {
    const auto known = LEDGER_TRY(find_accounts(book_, reader_, page.account));
    std::string person;
    for (const auto& [account, contract] : known) {
      const auto staff = LEDGER_TRY(book_.require(
          reader_, caller, contract, {account.bank, {Role::bank, Role::clerk, Role::approver}}));
      person = staff.person;
    }
    file_ = file_to_keep(book_, reader_, known.front().account, page);
    keep_bytes(book_.vault(), files_.bytes.front(), file_);
    file_.fault = std::string(bank::kStatementPartial.word());
    file_.profile = files_.profile;
    file_.page = page.page->number;
    file_.by = person;
    waiting_ = pages_waiting_for(reader_, file_);
    LEDGER_CHECK(check_new(known.front().account, page));
    return take_or_keep(LEDGER_TRY(with_the_others()));
  }

 private:
  // Neither this page nor its statement has come before.
  [[nodiscard]] Result<void> check_new(const WageAccount& account, const Statement& page) const {
    for (const auto& one : find_of_contract(reader_, kQuarantine, account.contract)) {
      const bool rejected = std::holds_alternative<quarantine_state::Rejected>(one.value.state);
      if (one.value.digest == file_.digest && !rejected) {
        return fail(kDuplicateFile, {{"file", page.id}});
      }
    }
    for (const auto& one : find_all(reader_, kStatements, keys_of(account))) {
      if (one.value.bank_id == page.id && one.value.sequence == page.sequence) {
        return fail(kDuplicateFile, {{"file", page.id}});
      }
    }
    return {};
  }

  // A page that came before under the same number has been corrected.
  [[nodiscard]] Result<BankDocument> with_the_others() const {
    std::vector<std::string> pages{files_.bytes.front()};
    for (const auto& one : waiting_) {
      if (one.value.page == file_.page) continue;
      pages.push_back(LEDGER_TRY(bytes_of(book_.vault(), one.value)));
    }
    return bank::read_bank_files(pages, *find_profile(book_.data().incoming, files_.profile));
  }

  Result<CommandDraft> take_or_keep(const BankDocument& whole) {
    if (!whole.refused()) return take_whole(std::get<ParsedStatements>(whole.content));
    if (bank::only_pages_missing(whole)) {
      LEDGER_CHECK(check_one_last(std::get<ParsedStatements>(whole.content)));
      return keep();
    }
    if (!is_only_unbalanced(whole)) {
      return fail(kBankFileRefused, {{"count", count_text(whole.findings.size())}});
    }
    file_.fault = std::string(bank::kStatementUnbalanced.word());
    return keep();
  }

  // All pages are here, and one of them is wrong: a corrected one stands for it.
  static bool is_only_unbalanced(const BankDocument& whole) {
    return std::all_of(whole.findings.begin(), whole.findings.end(), [](const Finding& one) {
      return one.severity != Severity::refuse || one.code == bank::kStatementUnbalanced;
    });
  }

  // Pages behind the last one, or two last ones, are never complete.
  static Result<void> check_one_last(const ParsedStatements& pages) {
    for (const auto& one : pages.statements) {
      for (const auto& other : pages.statements) {
        if (!one.page->last || one.page->number >= other.page->number) continue;
        return fail(kPagesContradict, {{"last", count_text(one.page->number)},
                                       {"page", count_text(other.page->number)}});
      }
    }
    return {};
  }

  // What does not join its neighbours waits, complete, to be released by two persons.
  Result<CommandDraft> take_whole(const ParsedStatements& whole) {
    auto taken = take_statements(book_, reader_, whole, {file_.digest, Leniency::none, ""});
    if (taken) return taken;
    const auto reason = taken.error().reason;
    if (reason != kStatementGap && reason != kStatementGapAfter) return taken;
    file_.fault = std::string(reason.word());
    return keep();
  }

  CommandDraft keep() {
    CommandDraft draft;
    std::size_t pages = 1;
    for (const auto& one : waiting_) {
      if (one.value.page != file_.page) {
        ++pages;
        continue;
      }
      end_waiting(one, quarantine_state::Replaced{file_.id, book_.today()}, draft);
    }
    draft.create(kQuarantine, file_.id, file_);
    draft.answer("kind", "page");
    draft.answer("id", file_.id);
    draft.answer("contract", file_.contract);
    draft.answer("page", count_text(file_.page));
    draft.answer("pages", count_text(pages));
    draft.answer("fault", file_.fault);
    return draft;
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  const BankFiles& files_;
  QuarantinedFile file_;
  std::vector<Versioned<QuarantinedFile>> waiting_;  // pages of the same statement
};

}  // namespace

Result<ledger::Receipt> BankService::import_page(const Caller& caller, const BankFiles& files,
                                                 const Statement& page) {
  Fields content{{"/op", "bank.import"},
                 {"/actor", caller.actor},
                 {"/file", sha256(files.bytes.front()).hex()}};
  return book_.perform(caller, std::move(content),
                       [&](const ledger::Reader& reader) -> Result<CommandDraft> {
                         return PageTaking(book_, reader, files).run(caller, page);
                       });
}

}  // namespace anxin::payments
