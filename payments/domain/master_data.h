// Who and what the books are kept for: region, parties, staff, projects, contracts, accounts.
//
// Role: loaded from TOML (payments/rules/master_data.h), stored as domain records.
// Source: Decree 724 arts 24 to 27 (contract content, dedicated account); 人社部发〔2021〕53号 art.
// 5
//         (labour cost amount or share and funding day stand in the contract).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "ledger/base/amount.h"
#include "ledger/base/date.h"
#include "ledger/base/money.h"

namespace anxin::payments {

struct Region {
  std::string code;  ///< GB/T 2260, six digits
  std::string name;
};

/// An owner (建设单位), a contractor (施工总承包单位), a subcontractor (分包单位) or a bank.
struct Party {
  std::string id;
  std::string name;
  std::string uscc;  ///< 统一社会信用代码
};

/// What a key of a person may do.
enum class Role : std::uint8_t {
  clerk,
  approver,
  subcontractor,
  owner,
  supervisor,
  bank,
  regulator,
  auditor,
  policy,  ///< runs simulations
  viewer,  ///< looks, at sums alone
  worker,  ///< sees the own wages, confirms nothing
  admin    ///< hands out keys, never moves money
};
[[nodiscard]] std::string_view to_word(Role role);
[[nodiscard]] const Role* find_role(std::string_view word);

/// A login. Four eyes compare `person`, not `actor`: one person may hold several logins.
struct Staff {
  std::string actor;
  std::string person;
  std::string name;
  std::string party;
  Role role = Role::clerk;
};

struct Project {
  std::string id;
  std::string name;
  std::string region;
};

/// project + contractor: the owner of accounts, debts and claims.
struct Contract {
  std::string id;
  std::string project;
  std::string owner;
  std::string contractor;
  std::vector<std::string> subcontractors;
  Date signed_on;
  Money amount;                  ///< 合同价款
  std::string labour_share;      ///< 人工费用比例, an exact rate as written: "25 %"
  std::int32_t months = 0;       ///< over how many months the labour cost is paid
  std::int32_t funding_day = 0;  ///< 拨付日期: day of the month by which last month's is due
  std::int32_t pay_day = 0;      ///< 工资支付日: day of the month after the wage month
};

/// A dedicated wage account (农民工工资专用账户).
struct WageAccount {
  std::string id;  ///< short, part of the ledger account's name
  std::string contract;
  std::string bank;       ///< party
  std::string bank_code;  ///< CNAPS, 12 digits
  std::string number;     ///< 账号
  std::string name;       ///< 户名
  std::string profile;    ///< bank profile: payments/rules/data/bank_profiles.toml
  Date opened_on;
};

struct MasterData {
  std::vector<Region> regions;
  std::vector<Party> parties;
  std::vector<Staff> staff;
  std::vector<Project> projects;
  std::vector<Contract> contracts;
  std::vector<WageAccount> wage_accounts;
};

/// A worker on a roster (花名册), in the clear; sealed before it is stored.
struct RosterEntry {
  std::string worker;  ///< our own id, no personal data in it
  std::string name;
  std::string id_no;  ///< 身份证号
  std::string phone;
  std::string card;              ///< 工资卡号
  std::string bank_code;         ///< CNAPS of the card's bank
  std::string trade;             ///< 工种
  std::string team;              ///< 班组
  std::string employer;          ///< party: contractor or subcontractor
  bool contract_signed = false;  ///< 劳动合同或用工书面协议
  Date entry;                    ///< 进场
  std::optional<Date> exit;      ///< 退场
};

}  // namespace anxin::payments
