#include "payments/service/roster_list.h"

#include <algorithm>

#include "payments/domain/identifiers.h"

namespace anxin::payments {
namespace {

RosterLine roster_line(const PaymentsBook& book, const ledger::Reader& reader, Membership place) {
  RosterLine line{std::move(place), {}, {}, {}};
  const auto sealed = find(reader, kPersons, line.place.worker);
  if (!sealed) return line;
  const auto person = book.vault().open_person(sealed->value);
  if (!person) return line;
  line.name = person->name;
  line.id_no = mask_id(person->id_no);
  line.card = mask_card(person->card);
  return line;
}

}  // namespace

Result<std::vector<RosterLine>> roster_of(const PaymentsBook& book, const Caller& caller,
                                          const std::string& contract) {
  const auto reader = LEDGER_TRY(book.read());
  const auto found = LEDGER_TRY(book.contract(reader, contract));
  LEDGER_TRY(book.require(reader, caller, found.value, {Role::clerk, Role::approver, Role::bank}));
  std::vector<RosterLine> lines;
  for (auto& one : find_all(reader, kMemberships, found.value.id + "/")) {
    lines.push_back(roster_line(book, reader, std::move(one.value)));
  }
  return lines;
}

book::EntryNumber roster_version(const ledger::Reader& reader, const std::string& contract) {
  book::EntryNumber version = 0;
  for (const auto& one : find_all(reader, kMemberships, contract + "/")) {
    const auto person = find(reader, kPersons, one.value.worker);
    version = std::max({version, one.version, person ? person->version : 0});
  }
  return version;
}

}  // namespace anxin::payments
