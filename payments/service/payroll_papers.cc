#include "payments/service/payroll_papers.h"

#include <algorithm>
#include <map>
#include <set>

#include "payments/domain/identifiers.h"
#include "payments/service/payroll_parts.h"
#include "payments/service/wage_paper_service.h"

namespace anxin::payments {
namespace {

constexpr std::size_t kTailDigits = 4;  // what a bank itself prints of a card

std::string tail_of(const std::string& number) {
  return number.size() < 2 * kTailDigits ? "" : number.substr(number.size() - kTailDigits);
}

std::string party_name(const ledger::Reader& reader, const std::string& id) {
  const auto party = find(reader, kParties, id);
  return party ? party->value.name : id;
}

// Reads a batch and opens what its papers need of the workers.
class PaperDesk {
 public:
  PaperDesk(const PaymentsBook& book, const ledger::Reader& reader)
      : book_(book), reader_(reader) {}

  [[nodiscard]] Result<PaperHead> head(const PayrollBatch& batch) const {
    const auto contract = LEDGER_TRY(book_.contract(reader_, batch.contract));
    const auto account = LEDGER_TRY(book_.last_wage_account(reader_, batch.contract)).account;
    const auto project = find(reader_, kProjects, contract.value.project);
    PaperHead head;
    head.batch = batch.id;
    head.contract = batch.contract;
    head.project = project ? project->value.name : contract.value.project;
    head.contractor = party_name(reader_, contract.value.contractor);
    head.month = batch.month;
    head.content = batch.content;
    head.account_name = account.name;
    head.account = tail_of(account.number);
    head.bank = party_name(reader_, account.bank);
    return head;
  }

  [[nodiscard]] Result<PaperLine> line(const PayrollLine& stored) const {
    const auto sealed = find(reader_, kPersons, stored.worker);
    if (!sealed) return fail(kSealBroken);
    const auto person = LEDGER_TRY(book_.vault().open_person(sealed->value));
    const auto account = LEDGER_TRY(open_account(book_.vault(), sealed->value, stored));
    const auto payee = LEDGER_TRY(payee_of(book_.vault(), reader_, stored));
    const auto member = find(reader_, kMemberships, stored.contract + "/" + stored.worker);
    PaperLine paper;
    paper.line = stored;
    paper.name = person.name;
    paper.id_no = mask_id(person.id_no);
    paper.card = tail_of(account.card);
    paper.trade = member ? member->value.trade : "";
    paper.payee = payee ? payee->name : "";
    return paper;
  }

  [[nodiscard]] Result<std::vector<PaperLine>> lines(const LoadedBatch& loaded) const {
    std::vector<PaperLine> papers;
    for (const auto& stored : loaded.lines) papers.push_back(LEDGER_TRY(line(stored.value)));
    return papers;
  }

  [[nodiscard]] std::string party(const std::string& id) const { return party_name(reader_, id); }

 private:
  const PaymentsBook& book_;
  const ledger::Reader& reader_;
};

void add_to(Voucher& voucher, PaperLine line) {
  if (std::holds_alternative<line_state::Paid>(line.line.state)) {
    voucher.paid.push_back(std::move(line));
  } else if (is_owed(line.line.state)) {
    ++voucher.unpaid;
    voucher.unpaid_sum += line.line.net;
  }
}

WorkerSlip slip_paper(const PaperDesk& desk, const PaperLine& line, Slip slip) {
  WorkerSlip paper;
  paper.name = line.name;
  paper.id_no = line.id_no;
  paper.card = line.card;
  paper.trade = line.trade;
  paper.team = line.line.team;
  for (const auto& tax : slip.taxes) paper.employers.push_back(desk.party(tax.employer));
  paper.slip = std::move(slip);
  return paper;
}

// The batch's workers, each with its first line.
std::vector<const PayrollLine*> first_lines(const LoadedBatch& loaded) {
  std::vector<const PayrollLine*> first;
  std::set<std::string> seen;
  for (const auto& line : loaded.lines) {
    if (seen.insert(line.value.worker).second) first.push_back(&line.value);
  }
  return first;
}

}  // namespace

PaperSums sums_of(const std::vector<PaperLine>& lines) {
  PaperSums sums;
  for (const auto& one : lines) {
    sums.gross += one.line.gross;
    sums.advance += one.line.advance;
    sums.tax += one.line.tax;
    sums.other += one.line.other;
    sums.net += one.line.net;
  }
  return sums;
}

Result<TeamSheets> PayrollPaperService::sheets(const Caller& caller, const std::string& id) const {
  const auto reader = LEDGER_TRY(book_.read());
  const auto loaded = LEDGER_TRY(load_batch(reader, id));
  const auto& batch = loaded.batch.value;
  LEDGER_CHECK(PayrollService(book_).may_reveal(caller, batch.contract));
  if (std::holds_alternative<batch_state::Withdrawn>(batch.state)) return wrong_state(batch);
  const PaperDesk desk(book_, reader);
  TeamSheets sheets;
  sheets.head = LEDGER_TRY(desk.head(batch));
  std::map<std::pair<std::string, std::string>, TeamSheet> teams;
  for (auto& line : LEDGER_TRY(desk.lines(loaded))) {
    auto& team = teams[{line.line.employer, line.line.team}];
    team.team = line.line.team;
    team.employer = desk.party(line.line.employer);
    team.lines.push_back(std::move(line));
  }
  for (auto& [key, team] : teams) sheets.teams.push_back(std::move(team));
  return sheets;
}

Result<Vouchers> PayrollPaperService::vouchers(const Caller& caller, const std::string& id) const {
  const auto reader = LEDGER_TRY(book_.read());
  const auto loaded = LEDGER_TRY(load_batch(reader, id));
  LEDGER_CHECK(PayrollService(book_).may_reveal(caller, loaded.batch.value.contract));
  const PaperDesk desk(book_, reader);
  Vouchers vouchers;
  vouchers.head = LEDGER_TRY(desk.head(loaded.batch.value));
  std::map<std::string, Voucher> employers;
  for (auto& line : LEDGER_TRY(desk.lines(loaded))) {
    // Found before the line moves: the order of a call's arguments is the compiler's choice.
    auto& voucher = employers[line.line.employer];
    add_to(voucher, std::move(line));
  }
  for (auto& [employer, voucher] : employers) {
    if (voucher.paid.empty()) continue;
    voucher.employer = employer;
    voucher.employer_name = desk.party(employer);
    vouchers.employers.push_back(std::move(voucher));
  }
  if (vouchers.employers.empty()) return fail(kVoucherEmpty, {{"batch", id}});
  return vouchers;
}

Result<WorkerSlips> PayrollPaperService::slips(const Caller& caller, const std::string& id) const {
  const auto reader = LEDGER_TRY(book_.read());
  const auto loaded = LEDGER_TRY(load_batch(reader, id));
  const auto& batch = loaded.batch.value;
  LEDGER_CHECK(PayrollService(book_).may_reveal(caller, batch.contract));
  const PaperDesk desk(book_, reader);
  const auto lines = first_lines(loaded);
  std::vector<std::string> workers;
  for (const auto* line : lines) workers.push_back(line->worker);
  auto slips = LEDGER_TRY(WithholdingService(book_).slips(batch.contract, batch.month, workers));
  WorkerSlips papers;
  papers.head = LEDGER_TRY(desk.head(batch));
  for (std::size_t at = 0; at < lines.size(); ++at) {
    const auto line = LEDGER_TRY(desk.line(*lines[at]));
    papers.workers.push_back(slip_paper(desk, line, std::move(slips[at])));
  }
  return papers;
}

}  // namespace anxin::payments
