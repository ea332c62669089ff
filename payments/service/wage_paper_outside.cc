// Wages that were paid outside the account: proposed by the contractor, accepted by a regulator.
#include <set>

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/service/arrears_parts.h"
#include "payments/service/deposit_parts.h"
#include "payments/service/payroll_parts.h"
#include "payments/service/wage_paper_parts.h"

namespace anxin::payments {
namespace {

Result<void> check_lines(const ledger::Reader& reader, const std::vector<std::string>& lines) {
  const auto wrong = [] {
    return fail(kWagePaperLines, {{"max", count_text(kWagePaperLinesMax)}});
  };
  if (lines.empty() || lines.size() > kWagePaperLinesMax) return wrong();
  std::set<std::string> seen;
  std::set<std::string> contracts;
  for (const auto& id : lines) {
    if (!seen.insert(id).second) return fail(kWagePaperLineTwice, {{"line", id}});
    contracts.insert(LEDGER_TRY(load_line(reader, id)).line.value.contract);
  }
  if (contracts.size() > 1) return wrong();
  return {};
}

Result<void> check_papers(const PaidOutsideRequest& request) {
  const auto missing = [](std::string_view text) {
    return trim(text).empty() || text.size() > kDocumentBytesMax;
  };
  const auto incomplete = [](const char* what) {
    return fail(kWagePaperIncomplete, {{"what", what}, {"max", count_text(kDocumentBytesMax)}});
  };
  if (missing(request.document)) return incomplete("document");
  if (request.how == PaidHow::cash && missing(request.confirmation)) {
    return incomplete("confirmation");
  }
  if (request.how == PaidHow::notary && missing(request.office)) return incomplete("office");
  return {};
}

Fields content_of(const Caller& caller, const PaidOutsideRequest& request) {
  return {{"/op", "payroll." + std::string(to_word(request.how))},
          {"/actor", caller.actor},
          {"/lines", join(request.lines, ",")},
          {"/on", to_string(request.on)},
          {"/document", request.document},
          {"/channel", std::string(to_word(request.channel))},
          {"/confirmation", request.confirmation},
          {"/office", request.office}};
}

// Nobody is paid a month's wages before the month has begun.
Result<void> check_day(const ledger::Reader& reader, const PaidOutsideRequest& request,
                       Date today) {
  const auto wrong = [&] { return fail(kWagePaperDate, {{"on", to_string(request.on)}}); };
  if (request.on > today) return wrong();
  for (const auto& id : request.lines) {
    if (request.on < first_day(LEDGER_TRY(load_line(reader, id)).month)) return wrong();
  }
  return {};
}

void answer(CommandDraft& draft, const PaidOutside& paper) {
  draft.answer("paper", paper.id);
  draft.answer("lines", count_text(paper.lines.size()));
  draft.answer("sum", to_string(paper.sum));
  draft.answer("state", std::string(to_word(paper.state)));
}

}  // namespace

Result<CommandDraft> book_paid_outside(const PaymentsBook& book, const ledger::Reader& reader,
                                       const Versioned<PaidOutside>& paper,
                                       const std::string& person) {
  CommandDraft draft;
  ChangedLines changed;
  for (const auto& [id, amount] : paper.value.lines) {
    const auto found = LEDGER_TRY(line_at_hand(reader, id));
    auto line = found.line.value;
    if (line.net != amount) {
      return fail(kWagePaperOvertaken, {{"line", id}, {"owed", to_string(line.net)}});
    }
    draft.post(paper.value.on, posting::paid_outside(wage_of(line, found.month)), amount);
    line.state = line_state::Discharged{paper.key, paper.value.on};
    draft.update(kLines, found.line, line);
    changed.emplace(id, std::move(line));
  }
  restate_batches(reader, changed, draft);
  auto approved = paper.value;
  approved.state = paper_state::Approved{person, book.today()};
  draft.update(kPaidOutside, paper, approved);
  answer(draft, approved);
  return draft;
}

Result<ledger::Receipt> WagePaperService::propose(const Caller& caller,
                                                  const PaidOutsideRequest& request) {
  return book_.perform(caller, content_of(caller, request),
                       [&](const ledger::Reader& reader) -> Result<CommandDraft> {
                         LEDGER_CHECK(check_lines(reader, request.lines));
                         const auto first = LEDGER_TRY(load_line(reader, request.lines.front()));
                         const auto contract =
                             LEDGER_TRY(book_.contract(reader, first.line.value.contract));
                         const auto staff = LEDGER_TRY(book_.require(
                             reader, caller, contract.value, {Role::clerk, Role::approver}));
                         LEDGER_CHECK(check_papers(request));
                         LEDGER_CHECK(check_day(reader, request, book_.today()));
                         PaidOutside paper;
                         paper.id = next_paper(reader, kPaidOutside, contract.value.id, 'O');
                         paper.contract = contract.value.id;
                         paper.how = request.how;
                         paper.on = request.on;
                         paper.document = trim(request.document);
                         paper.channel = request.channel;
                         paper.confirmation = trim(request.confirmation);
                         paper.office = trim(request.office);
                         paper.proposer = staff.person;
                         for (const auto& id : request.lines) {
                           const auto line = LEDGER_TRY(line_at_hand(reader, id)).line.value;
                           paper.lines.push_back({id, line.net});
                           paper.sum += line.net;
                         }
                         CommandDraft draft;
                         draft.create(kPaidOutside, paper.id, paper);
                         answer(draft, paper);
                         return draft;
                       });
}

Result<std::vector<PaidOutside>> WagePaperService::list(const std::string& id) const {
  const auto reader = LEDGER_TRY(book_.read());
  const auto contract = LEDGER_TRY(book_.contract(reader, id));
  std::vector<PaidOutside> papers;
  for (auto& one : find_of_contract(reader, kPaidOutside, contract.value.id)) {
    papers.push_back(std::move(one.value));
  }
  return papers;
}

}  // namespace anxin::payments
