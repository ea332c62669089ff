#include "payments/service/own_wages.h"

#include <algorithm>

#include "payments/service/records.h"

namespace anxin::payments {
namespace {

bool counts(const PayrollBatch& batch, const PayrollLine& line) {
  const bool withdrawn = std::holds_alternative<batch_state::Withdrawn>(batch.state);
  return !withdrawn && !std::holds_alternative<line_state::Replaced>(line.state);
}

template <class T>
std::string name_in(const ledger::Reader& reader, const RecordTable<T>& table,
                    const std::string& id) {
  const auto found = find(reader, table, id);
  return found ? found->value.name : id;
}

void add_lines(const ledger::Reader& reader, const PayrollBatch& batch, const Contract& contract,
               const std::string& worker, std::vector<OwnWage>& into) {
  for (const auto& line : find_all(reader, kLines, batch.id + "-")) {
    const auto& one = line.value;
    if (one.worker != worker || !counts(batch, one)) continue;
    into.push_back({contract.id, name_in(reader, kProjects, contract.project),
                    name_in(reader, kParties, one.employer), batch.month, one.gross, one.net,
                    std::string(to_word(one.state)), batch.due_on});
  }
}

}  // namespace

std::vector<OwnWage> own_wages(const ledger::Reader& reader, const Contract& contract,
                               const std::string& worker) {
  std::vector<OwnWage> wages;
  for (const auto& batch : find_of_contract(reader, kBatches, contract.id)) {
    add_lines(reader, batch.value, contract, worker, wages);
  }
  std::stable_sort(wages.begin(), wages.end(),
                   [](const OwnWage& a, const OwnWage& b) { return a.month > b.month; });
  return wages;
}

Result<bool> card_ends_with(const PaymentsBook& book, const ledger::Reader& reader,
                            const std::string& worker, std::string_view digits) {
  const auto sealed = find(reader, kPersons, worker);
  if (!sealed || digits.size() != 4) return false;
  const auto person = LEDGER_TRY(book.vault().open_person(sealed->value));
  return person.card.size() > digits.size() && person.card.ends_with(digits);
}

}  // namespace anxin::payments
