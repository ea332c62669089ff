// Changes of a worker's name, card or telephone on the roster (花名册), proposed by one person and
// approved by another.
//
// Role: records; personal fields sealed under the person's own key.
// Source: payments.md, table of steps: "change of card, name, payee".
#pragma once

#include <string>
#include <vector>

#include "payments/domain/arrears.h"

namespace anxin::payments {

struct WorkerChange {
  std::string id;  ///< contract-V01
  std::string contract;
  std::string worker;
  std::vector<std::string> what;  ///< "name", "card", "bank-no", "phone": what it changes
  std::string sealed_name;
  std::string sealed_card;
  std::string sealed_bank_no;
  std::string sealed_phone;
  std::string document;
  std::string proposer;  ///< person
  Date proposed_on;
  PaperState state;
};

/// The last day on which a worker's card was changed; wages wait before they go to it.
struct CardChange {
  std::string worker;
  std::string card_index;  ///< keyed hash of the new card
  Date on;
  std::string contract;  ///< whose persons changed it
};

}  // namespace anxin::payments
