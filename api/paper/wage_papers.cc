#include "api/paper/wage_papers.h"

#include "ledger/base/amount.h"
#include "ledger/base/text.h"
#include "payments/domain/capital_amount.h"

namespace anxin::paper {
namespace {

using payments::PaperHead;
using payments::PaperLine;
using payments::PaperSums;

// Enough of a digest to see that two sheets are of one table.
constexpr std::size_t kDigestShown = 16;

std::string amount_or_nothing(Money amount) {
  return amount.is_zero() ? "" : to_grouped_string(amount);
}

std::string card_of(const std::string& tail) { return tail.empty() ? "" : "···· " + tail; }

std::string account_of(const PaperHead& head) {
  return head.account_name + "　" + card_of(head.account) + "　" + head.bank;
}

Fact fact(const Speaker& say, std::string_view key, std::string value) {
  return {say(key), std::move(value)};
}

// The facts that every paper of a batch begins with.
std::vector<Fact> facts_of(const Speaker& say, const PaperHead& head) {
  return {fact(say, "paper.project", head.project), fact(say, "paper.contractor", head.contractor),
          fact(say, "paper.month", to_string(head.month)), fact(say, "paper.batch", head.batch)};
}

std::vector<std::string> sheet_row(std::size_t place, const PaperLine& one) {
  const auto& line = one.line;
  return {std::to_string(place),
          one.name,
          one.trade,
          one.id_no,
          card_of(one.card),
          to_grouped_string(line.gross),
          amount_or_nothing(line.advance),
          amount_or_nothing(line.tax),
          amount_or_nothing(line.other),
          to_grouped_string(line.net),
          ""};
}

Table sheet_table(const Speaker& say, const std::vector<PaperLine>& lines, const PaperSums& sums) {
  Table table;
  table.columns = {
      {say("paper.seq"), Align::centre, 4},     {say("paper.name"), Align::left, 11},
      {say("paper.trade"), Align::left, 7},     {say("paper.id-no"), Align::centre, 14},
      {say("paper.card"), Align::centre, 8},    {say("paper.gross"), Align::right, 10},
      {say("paper.advance"), Align::right, 8},  {say("paper.tax"), Align::right, 7},
      {say("paper.other"), Align::right, 7},    {say("paper.net"), Align::right, 10},
      {say("paper.signature"), Align::left, 14}};
  for (const auto& one : lines) table.rows.push_back(sheet_row(table.rows.size() + 1, one));
  table.totals.push_back({"", say("paper.total"), "", "", "", to_grouped_string(sums.gross),
                          amount_or_nothing(sums.advance), amount_or_nothing(sums.tax),
                          amount_or_nothing(sums.other), to_grouped_string(sums.net), ""});
  return table;
}

std::vector<std::string> voucher_row(std::size_t place, const PaperLine& one) {
  const auto& paid = std::get<payments::line_state::Paid>(one.line.state);
  const auto name = one.payee.empty() ? one.name : one.name + "（" + one.payee + "）";
  return {std::to_string(place), name,      card_of(one.card), to_grouped_string(one.line.net),
          to_string(paid.on),    paid.file, one.line.id};
}

Money sum_paid(const payments::Voucher& voucher) { return payments::sums_of(voucher.paid).net; }

Table voucher_table(const Speaker& say, const payments::Voucher& voucher) {
  Table table;
  table.columns = {{say("paper.seq"), Align::centre, 6},      {say("paper.payee"), Align::left, 15},
                   {say("paper.card"), Align::centre, 10},    {say("paper.paid"), Align::right, 14},
                   {say("paper.paid-on"), Align::centre, 12}, {say("paper.file"), Align::left, 20},
                   {say("paper.line"), Align::left, 23}};
  for (const auto& one : voucher.paid) {
    table.rows.push_back(voucher_row(table.rows.size() + 1, one));
  }
  table.totals.push_back(
      {"", say("paper.total"), "", to_grouped_string(sum_paid(voucher)), "", "", ""});
  return table;
}

Table earned_table(const Speaker& say, const payments::Slip& slip) {
  Table table;
  table.heading = say("paper.earned");
  table.columns = {{say("paper.item"), Align::left, 60}, {say("paper.amount"), Align::right, 40}};
  const auto add = [&](std::string_view key, Money amount) {
    table.rows.push_back({say(key), to_grouped_string(amount)});
  };
  add("paper.gross", slip.gross);
  if (!slip.advance.is_zero()) add("paper.less-advance", -slip.advance);
  if (!slip.tax.is_zero()) add("paper.less-tax", -slip.tax);
  if (!slip.other.is_zero()) add("paper.less-other", -slip.other);
  table.totals.push_back({say("paper.net"), to_grouped_string(slip.net)});
  if (!slip.reduced.is_zero()) {
    table.totals.push_back({say("paper.reduced"), to_grouped_string(-slip.reduced)});
  }
  return table;
}

Table payments_table(const Speaker& say, const payments::Slip& slip) {
  Table table;
  table.heading = say("paper.payments");
  table.columns = {{say("paper.state"), Align::left, 20},
                   {say("paper.paid-on"), Align::centre, 18},
                   {say("paper.through"), Align::left, 0},
                   {say("paper.amount"), Align::right, 22}};
  for (const auto& part : slip.payments) {
    table.rows.push_back({say("line." + std::string(payments::to_word(part.state))),
                          part.on ? to_string(*part.on) : "", part.through,
                          to_grouped_string(part.amount)});
  }
  table.totals.push_back({say("paper.paid"), "", "", to_grouped_string(slip.paid)});
  table.totals.push_back({say("paper.owed"), "", "", to_grouped_string(slip.owed)});
  return table;
}

}  // namespace

Paper team_sheet(const Speaker& say, const PaperHead& head, const payments::TeamSheet& team) {
  const auto sums = payments::sums_of(team.lines);
  Paper paper;
  paper.title = say("paper.sheet");
  paper.subtitle = team.team;
  paper.page = Page::landscape;
  paper.row_height = "9mm";
  paper.facts = facts_of(say, head);
  paper.facts.push_back(fact(say, "paper.employer", team.employer));
  paper.facts.push_back(fact(say, "paper.digest", head.content.substr(0, kDigestShown)));
  paper.unit = say("paper.unit");
  paper.tables.push_back(sheet_table(say, team.lines, sums));
  paper.sums.push_back(fact(say, "paper.net-capital", payments::to_capital_amount(sums.net)));
  paper.notes = {say("paper.sheet-note")};
  paper.signatures = {say("paper.sign-team"), say("paper.sign-employer"), say("paper.sign-clerk"),
                      say("paper.sign-date")};
  paper.footer = head.batch + "　" + team.team;
  return paper;
}

Paper voucher_paper(const Speaker& say, const PaperHead& head, const payments::Voucher& voucher) {
  Paper paper;
  paper.title = say("paper.voucher");
  paper.subtitle = voucher.employer_name;
  paper.facts = facts_of(say, head);
  paper.facts.push_back(fact(say, "paper.account", account_of(head)));
  paper.facts.push_back(fact(say, "paper.count", std::to_string(voucher.paid.size())));
  paper.unit = say("paper.unit");
  paper.tables.push_back(voucher_table(say, voucher));
  paper.sums.push_back(
      fact(say, "paper.paid-capital", payments::to_capital_amount(sum_paid(voucher))));
  paper.notes = {say("paper.voucher-note")};
  if (voucher.unpaid > 0) {
    paper.notes.push_back(
        say("paper.voucher-unpaid", {{"count", std::to_string(voucher.unpaid)},
                                     {"sum", to_grouped_string(voucher.unpaid_sum)}}));
  }
  paper.signatures = {say("paper.seal-contractor"), say("paper.sign-clerk"),
                      say("paper.sign-received"), say("paper.sign-date")};
  paper.footer = head.batch + "　" + voucher.employer_name;
  return paper;
}

Paper slip_paper(const Speaker& say, const PaperHead& head, const payments::WorkerSlip& worker) {
  Paper paper;
  paper.title = say("paper.slip");
  paper.subtitle = worker.name + "　" + to_string(head.month);
  paper.facts = {fact(say, "paper.name", worker.name),
                 fact(say, "paper.id-no", worker.id_no),
                 fact(say, "paper.employer", join(worker.employers, "、")),
                 fact(say, "paper.team", join({worker.team, worker.trade}, "　")),
                 fact(say, "paper.project", head.project),
                 fact(say, "paper.contractor", head.contractor),
                 fact(say, "paper.month", to_string(head.month)),
                 fact(say, "paper.card", card_of(worker.card))};
  paper.tables = {earned_table(say, worker.slip), payments_table(say, worker.slip)};
  paper.sums = {fact(say, "paper.net-capital", payments::to_capital_amount(worker.slip.net)),
                fact(say, "paper.paid-capital", payments::to_capital_amount(worker.slip.paid))};
  paper.notes = {say("paper.slip-note")};
  paper.footer = head.project + "　" + to_string(head.month);
  return paper;
}

}  // namespace anxin::paper
