// Whose business a contract is, by role: to look, and to act.
#include "payments/service/role_ties.h"

#include <gtest/gtest.h>

namespace anxin::payments {
namespace {

Contract contract() {
  Contract made;
  made.owner = "OW1";
  made.contractor = "GC1";
  made.subcontractors = {"LW1", "LW2"};
  return made;
}

struct Party {
  std::string id;
  AccountBank bank = AccountBank::other;
};

bool looks(Role role, const Party& party) {
  return is_tied(ties_of(role).looks, party.id, contract(), party.bank);
}
bool acts(Role role, const Party& party) {
  return is_tied(ties_of(role).acts, party.id, contract(), party.bank);
}

TEST(RoleTies, OfAPartysStaffAreThatParty) {
  struct Row {
    Role role;
    Party its;
    Party another;
  };
  const std::vector<Row> rows{{Role::clerk, {"GC1"}, {"LW1"}},
                              {Role::approver, {"GC1"}, {"OW1"}},
                              {Role::subcontractor, {"LW2"}, {"GC1"}},
                              {Role::owner, {"OW1"}, {"GC1"}},
                              {Role::bank, {"BK1", AccountBank::its}, {"BK1"}}};
  for (const auto& row : rows) {
    const auto name = to_word(row.role);
    EXPECT_TRUE(looks(row.role, row.its) && acts(row.role, row.its)) << name;
    EXPECT_FALSE(looks(row.role, row.another) || acts(row.role, row.another)) << name;
  }
}

TEST(RoleTies, LetThoseWhoWatchOverAllContractsLookAndAct) {
  for (const auto role : {Role::regulator, Role::auditor}) {
    EXPECT_TRUE(looks(role, {"HRSS"}) && acts(role, {"HRSS"})) << to_word(role);
  }
}

TEST(RoleTies, LetSomeLookOnly) {
  for (const auto role : {Role::supervisor, Role::viewer}) {
    EXPECT_TRUE(looks(role, {"HRSS"})) << to_word(role);
    EXPECT_FALSE(acts(role, {"GC1"})) << to_word(role);
  }
}

TEST(RoleTies, KeepOthersOutWhateverTheirParty) {
  for (const auto role : {Role::policy, Role::worker, Role::admin}) {
    EXPECT_FALSE(looks(role, {"GC1"}) || acts(role, {"GC1"})) << to_word(role);
  }
}

}  // namespace
}  // namespace anxin::payments
