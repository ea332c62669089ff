// Persons and their place in a contract, as they are stored: personal fields sealed.
#pragma once

#include <optional>
#include <string>

#include "ledger/base/date.h"

namespace anxin::payments {

/// A person. The data key is wrapped by the master key outside the book; deleting it erases the
/// person and leaves every posting as it is (law 10).
struct SealedPerson {
  std::string worker;       ///< our id, no personal data in it
  std::string wrapped_key;  ///< the person's data key, sealed with the master key
  std::string name;
  std::string id_no;
  std::string phone;
  std::string card;
  std::string bank_code;
};

/// A worker's place on a contract's roster (花名册).
struct Membership {
  std::string contract;
  std::string worker;
  std::string trade;
  std::string team;
  std::string employer;
  bool contract_signed = false;  ///< 劳动合同或用工书面协议
  bool registered = true;        ///< false for one met in a wage table only
  Date entry;
  std::optional<Date> exit;
};

/// A person in the clear, only ever in memory.
struct Person {
  std::string worker;
  std::string name;
  std::string id_no;
  std::string phone;
  std::string card;
  std::string bank_code;
};

}  // namespace anxin::payments
