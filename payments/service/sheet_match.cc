#include "payments/service/sheet_match.h"

#include <algorithm>
#include <map>
#include <set>

#include "payments/bank/cell_table.h"
#include "payments/bank/table_reasons.h"
#include "payments/service/sheet_checks.h"

namespace anxin::payments {
namespace {

class SheetMatcher {
 public:
  SheetMatcher(const PaymentsBook& book, const ledger::Reader& reader, const Contract& contract)
      : book_(book), reader_(reader), contract_(contract) {
    for (const auto& party : find_all(reader, kParties)) {
      parties_[party.value.name] = parties_[party.value.id] = party.value.id;
    }
  }

  /// Who has a line in this month already: a second one needs a reason.
  void look_at(Month month) {
    month_ = month;
    for (const auto& batch : find_of_contract(reader_, kBatches, contract_.id)) {
      note_paid(batch.value);
    }
  }

  Result<MatchedRow> match(const bank::WageRow& row, Findings& findings) {
    MatchedRow matched;
    const auto member = LEDGER_TRY(place(row, matched));
    if (!take_employer(row, matched)) {
      report(row, findings, Severity::explain, kEmployerUnknown, "employer");
    }
    if (in_month_.contains({matched.worker, matched.employer})) {
      report(row, findings, Severity::explain, kSecondLine, "name");
    }
    if (!member) {
      report(row, findings, Severity::park, kNotRegistered, "name");
    } else {
      check_member(row, *member, findings);
      check_account(row, matched, findings);
    }
    return matched;
  }

  /// A person whom a document names.
  Result<MatchedRow> match_named(const bank::WageRow& row, Findings& findings) {
    MatchedRow matched;
    const auto member = LEDGER_TRY(place(row, matched));
    if (!take_employer(row, matched) || !is_of_contract(matched.employer)) {
      const auto& written = row.employer.empty() ? matched.employer : row.employer;
      findings.push_back({row.row,
                          "",
                          "employer",
                          Severity::refuse,
                          kEmployerNotInContract,
                          {{"employer", written}, {"contract", contract_.id}}});
    }
    if (member) {
      check_account(row, matched, findings);
    } else if (is_of_another(row.account, matched.worker)) {
      report(row, findings, Severity::park, kCardNotRegistered, "account");
    }
    return matched;
  }

 private:
  // Person and team of a row, and the employer where the row names none.
  Result<std::optional<Membership>> place(const bank::WageRow& row, MatchedRow& matched) {
    matched.row = &row;
    const auto member = LEDGER_TRY(identify(row, matched));
    matched.team = row.team.empty() && member ? member->team : row.team;
    matched.employer = member ? member->employer : contract_.contractor;
    return member;
  }

  bool is_of_another(const std::string& account, const std::string& worker) const {
    if (account.empty()) return false;
    const auto owner = find(reader_, kPersonByCard, book_.vault().card_index(account));
    return owner && owner->value.worker != worker;
  }

  void note_paid(const PayrollBatch& batch) {
    const bool counts = batch.month == month_ && accrues(batch.kind) &&
                        !std::holds_alternative<batch_state::Withdrawn>(batch.state);
    if (!counts) return;
    for (const auto& line : find_all(reader_, kLines, batch.id + "-")) {
      in_month_.insert({line.value.worker, line.value.employer});
    }
  }

  // The roster entry that the row means; fills worker and person.
  Result<std::optional<Membership>> identify(const bank::WageRow& row, MatchedRow& matched) {
    const auto worker = worker_of(row);
    const auto member =
        worker ? find(reader_, kMemberships, contract_.id + "/" + *worker) : std::nullopt;
    const auto sealed = worker ? find(reader_, kPersons, *worker) : std::nullopt;
    if (sealed) matched.person = LEDGER_TRY(book_.vault().open_person(sealed->value));
    const bool same_person = sealed && (!row.id_no.empty() || matched.person.name == row.name);
    if (member && same_person && member->value.registered) {
      matched.worker = *worker;
      matched.registered = true;
      return std::optional(member->value);
    }
    // Known from elsewhere, nobody becomes another person by working here.
    matched.worker = same_person ? *worker : stranger_id(row);
    matched.person = {matched.worker, row.name, row.id_no, row.phone, row.account, row.bank_no};
    return std::optional<Membership>();
  }

  std::optional<std::string> worker_of(const bank::WageRow& row) const {
    const auto index = row.id_no.empty()
                           ? find(reader_, kPersonByCard, book_.vault().card_index(row.account))
                           : find(reader_, kPersonById, book_.vault().id_index(row.id_no));
    if (!index) return std::nullopt;
    return index->value.worker;
  }

  // The same unknown person gets the same id each month, and the id tells nothing.
  std::string stranger_id(const bank::WageRow& row) const {
    const auto& vault = book_.vault();
    const auto hash = row.id_no.empty() ? vault.card_index(row.name + "/" + row.account)
                                        : vault.id_index(row.id_no);
    return "U" + hash.substr(0, 12);
  }

  // False where the row names one that is not on record.
  bool take_employer(const bank::WageRow& row, MatchedRow& matched) const {
    if (row.employer.empty()) return true;
    const auto party = parties_.find(row.employer);
    if (party != parties_.end()) matched.employer = party->second;
    return party != parties_.end();
  }

  bool is_of_contract(const std::string& party) const {
    const auto& subs = contract_.subcontractors;
    return party == contract_.contractor ||
           std::find(subs.begin(), subs.end(), party) != subs.end();
  }

  void check_member(const bank::WageRow& row, const Membership& member, Findings& findings) {
    if (!member.contract_signed) report(row, findings, Severity::explain, kNoContract, "name");
    if (member.exit && *member.exit < first_day(month_)) {
      report(row, findings, Severity::explain, kDeparted, "name");
    }
  }

  void check_account(const bank::WageRow& row, const MatchedRow& matched, Findings& findings) {
    if (matched.person.name != row.name) {
      report(row, findings, Severity::park, kNameDiffers, "name");
    }
    const bool has_other_card = !row.account.empty() && row.account != matched.person.card;
    if (has_other_card && row.severity < Severity::park) {
      report(row, findings, Severity::park, kCardNotRegistered, "account");
    }
  }

  static void report(const bank::WageRow& row, Findings& findings, Severity severity, Reason code,
                     std::string field) {
    findings.push_back({row.row, "", std::move(field), severity, code, {}});
  }

  const PaymentsBook& book_;
  const ledger::Reader& reader_;
  const Contract& contract_;
  Month month_{};
  std::map<std::string, std::string> parties_;
  std::set<std::pair<std::string, std::string>> in_month_;  // worker, employer
};

// A sheet without a card number is paid to the card on the roster: nothing is missing then.
void drop_known_accounts(MatchedSheet& sheet) {
  std::set<std::uint32_t> known;
  for (const auto& row : sheet.rows) {
    if (row.registered && !row.person.card.empty()) known.insert(row.row->row);
  }
  std::erase_if(sheet.findings, [&](const Finding& finding) {
    return finding.code == bank::kAccountMissing && known.contains(finding.row);
  });
}

void note_parked(MatchedSheet& sheet) {
  std::map<std::uint32_t, MatchedRow*> by_row;
  for (auto& row : sheet.rows) by_row[row.row->row] = &row;
  for (const auto& finding : sheet.findings) {
    const auto row = by_row.find(finding.row);
    if (finding.severity != Severity::park || row == by_row.end()) continue;
    row->second->parked_for.emplace_back(finding.code.word());
  }
}

// What the roster says against a row stands at a cell of the sheet too; a JSON table has none.
void place_at_cells(MatchedSheet& sheet) {
  if (!sheet.table.keys.empty()) return;
  std::map<std::string_view, std::uint32_t> columns;
  for (const auto& one : sheet.table.columns) columns.emplace(to_word(one.column), one.index);
  for (auto& finding : sheet.findings) {
    const auto column = columns.find(finding.field);
    const bool of_cell = finding.row > 0 && finding.cell.empty() && column != columns.end();
    if (of_cell) finding.cell = bank::cell_name(finding.row, column->second);
  }
}

void settle_findings(MatchedSheet& sheet) {
  drop_known_accounts(sheet);
  place_at_cells(sheet);
  std::stable_sort(sheet.findings.begin(), sheet.findings.end(),
                   [](const Finding& a, const Finding& b) { return a.row < b.row; });
  note_parked(sheet);
}

}  // namespace

std::size_t MatchedSheet::parked() const {
  return static_cast<std::size_t>(std::count_if(
      rows.begin(), rows.end(), [](const MatchedRow& row) { return !row.parked_for.empty(); }));
}

Result<MatchedSheet> match_sheet(const PaymentsBook& book, const ledger::Reader& reader,
                                 const Contract& contract, Month month, bank::WageTable table) {
  MatchedSheet sheet{std::move(table), {}, {}};
  sheet.findings = sheet.table.findings;
  SheetMatcher matcher(book, reader, contract);
  matcher.look_at(month);
  for (const auto& row : sheet.table.rows) {
    sheet.rows.push_back(LEDGER_TRY(matcher.match(row, sheet.findings)));
  }
  judge_sheet(book, reader, contract, month, sheet);
  settle_findings(sheet);
  return sheet;
}

Result<MatchedSheet> match_named(const PaymentsBook& book, const ledger::Reader& reader,
                                 const Contract& contract, bank::WageTable table) {
  MatchedSheet sheet{std::move(table), {}, {}};
  sheet.findings = sheet.table.findings;
  SheetMatcher matcher(book, reader, contract);
  for (const auto& row : sheet.table.rows) {
    sheet.rows.push_back(LEDGER_TRY(matcher.match_named(row, sheet.findings)));
  }
  settle_findings(sheet);
  return sheet;
}

}  // namespace anxin::payments
