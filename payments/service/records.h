// The domain records of payments: which tables there are, and how they are read.
//
// Role: every service reads records through here, so that each value comes with the version the
//       ledger will check at commit time.
// Shape: keys are ids of the record (contract/worker, batch, line …), never personal data; a
// look-up
//        by an identity number or card goes through its keyed hash.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/service/reader.h"
#include "payments/domain/account_duty.h"
#include "payments/domain/arrears.h"
#include "payments/domain/bank_ledger.h"
#include "payments/domain/deposit.h"
#include "payments/domain/discharge_case.h"
#include "payments/domain/emergency_fund.h"
#include "payments/domain/fund_payment.h"
#include "payments/domain/master_data.h"
#include "payments/domain/payroll.h"
#include "payments/domain/record_codec.h"
#include "payments/domain/roster.h"

namespace anxin::payments {

/// A table of records of type T.
template <class T>
struct RecordTable {
  std::string_view name;
};

inline constexpr RecordTable<Region> kRegions{"region"};
inline constexpr RecordTable<Party> kParties{"party"};
inline constexpr RecordTable<Staff> kStaff{"staff"};
inline constexpr RecordTable<Project> kProjects{"project"};
inline constexpr RecordTable<Contract> kContracts{"contract"};
inline constexpr RecordTable<WageAccount> kWageAccounts{"wage-account"};    // contract/id
inline constexpr RecordTable<SealedPerson> kPersons{"person"};              // worker
inline constexpr RecordTable<Membership> kMemberships{"membership"};        // contract/worker
inline constexpr RecordTable<PersonIndex> kPersonById{"person-by-id"};      // keyed hash
inline constexpr RecordTable<PersonIndex> kPersonByCard{"person-by-card"};  // keyed hash
inline constexpr RecordTable<PayrollBatch> kBatches{"batch"};
inline constexpr RecordTable<PayrollLine> kLines{"line"};
inline constexpr RecordTable<PayrollMonth> kMonths{"payroll-month"};  // contract/month
inline constexpr RecordTable<SubmittedFile> kSubmittedFiles{
    "submitted-file"};  // contract/month/digest
inline constexpr RecordTable<InstructionFile> kFiles{"file"};
inline constexpr RecordTable<FundingDue> kFundingDues{"funding-due"};  // contract/month
inline constexpr RecordTable<FundingReceipt> kReceipts{"receipt"};     // contract/reference
inline constexpr RecordTable<ReceiptBooker> kReceiptBookers{
    "receipt-booker"};                                                 // contract/reference
inline constexpr RecordTable<PriceMovement> kPriceMovements{"price"};  // contract/document
inline constexpr RecordTable<ImportedResult> kResults{"result"};       // contract/message id
inline constexpr RecordTable<BankStatement> kStatements{"statement"};  // contract/number
inline constexpr RecordTable<BankEntry> kBankEntries{"bank-entry"};    // statement/number
inline constexpr RecordTable<AdvisedReturn> kAdvisedReturns{"advised-return"};  // line
inline constexpr RecordTable<RecallNote> kRecalls{"recall"};  // contract/message id/number
inline constexpr RecordTable<Deposit> kDeposits{"deposit"};   // contract
inline constexpr RecordTable<DepositMovement> kDepositMovements{
    "deposit-movement"};  // contract/reference
inline constexpr RecordTable<DepositAssessment> kAssessments{"deposit-assessment"};  // contract-A01
inline constexpr RecordTable<DepositNotice> kNotices{"deposit-notice"};              // contract-N01
inline constexpr RecordTable<GuaranteeLetter> kLetters{"deposit-letter"};            // contract-G01
inline constexpr RecordTable<DepositRefund> kRefunds{"deposit-refund"};              // contract-R01
inline constexpr RecordTable<DischargeCase> kCases{"discharge-case"};                // contract-D01
inline constexpr RecordTable<CaseLine> kCaseLines{"case-line"};                      // line
inline constexpr RecordTable<Recovery> kRecoveries{"recovery"};                 // debtor/reference
inline constexpr RecordTable<ReturnedClaim> kReturnedClaims{"returned-claim"};  // paper/line
inline constexpr RecordTable<WaivedClaim> kWaivedClaims{"waived-claim"};        // account
inline constexpr RecordTable<AccountUse> kAccountUses{"wage-account-use"};      // contract
inline constexpr RecordTable<WorksStart> kWorksStarts{"works-start"};           // contract
inline constexpr RecordTable<AccountFiling> kFilings{"wage-account-filing"};    // contract/account
inline constexpr RecordTable<Succession> kSuccessions{"succession"};            // contract
inline constexpr RecordTable<TopUp> kTopUps{"top-up"};                          // contract-T01
inline constexpr RecordTable<LabourCostChange> kCostChanges{"labour-cost-change"};  // contract-S01
inline constexpr RecordTable<AccountMove> kAccountMoves{"wage-account-move"};       // contract-M01
inline constexpr RecordTable<AccountOpening> kAccountOpenings{"wage-account-opening"};  // -K01
inline constexpr RecordTable<NonFundingNotice> kNonFundings{"non-funding"};      // contract/month
inline constexpr RecordTable<ClosingBar> kClosingBarRecords{"closing-bar"};      // contract-B01
inline constexpr RecordTable<AccountClosing> kClosings{"wage-account-closing"};  // contract-C01
inline constexpr RecordTable<ArrearsPaper> kArrearsPapers{"arrears-paper"};      // contract-A01
inline constexpr RecordTable<Reduction> kReductions{"reduction"};                // contract-X01
inline constexpr RecordTable<EmergencyFund> kFunds{"fund"};
inline constexpr RecordTable<FundPayment> kFundPayments{"fund-payment"};     // fund-P0001
inline constexpr RecordTable<FundMovement> kFundMovements{"fund-movement"};  // fund/number

/// The bytes of a record are not what its type says: damage, to be located by `ledger verify`.
class DamagedRecord : public std::runtime_error {
 public:
  explicit DamagedRecord(std::string_view table)
      : std::runtime_error("damaged record in table " + std::string(table)) {}
};

/// A record with the entry that wrote it.
template <class T>
struct Versioned {
  std::string key;
  book::EntryNumber version = 0;
  T value;
};

template <class T>
Versioned<T> decode_stored(const RecordTable<T>& table, const ledger::StoredRecord& stored) {
  auto value = decode_record<T>(stored.value);
  if (!value) throw DamagedRecord(table.name);
  return {stored.key, stored.version, std::move(*value)};
}

/// The record under `key`. Throws DamagedRecord.
template <class T>
[[nodiscard]] std::optional<Versioned<T>> find(const ledger::Reader& reader,
                                               const RecordTable<T>& table, std::string key) {
  const auto stored = reader.record({std::string(table.name), std::move(key)});
  if (!stored) return std::nullopt;
  return decode_stored(table, *stored);
}

/// All records whose key begins with `prefix`, in key order. Throws DamagedRecord.
template <class T>
[[nodiscard]] std::vector<Versioned<T>> find_all(const ledger::Reader& reader,
                                                 const RecordTable<T>& table,
                                                 std::string_view prefix = "") {
  std::vector<Versioned<T>> found;
  for (const auto& stored : reader.records(table.name, prefix)) {
    found.push_back(decode_stored(table, stored));
  }
  return found;
}

/// The records of one contract whose keys begin with "<contract>-". Another contract's id may begin
/// so too, hence the look at the record itself.
template <class T>
[[nodiscard]] std::vector<Versioned<T>> find_of_contract(const ledger::Reader& reader,
                                                         const RecordTable<T>& table,
                                                         const std::string& contract) {
  auto found = find_all(reader, table, contract + "-");
  std::erase_if(found, [&](const auto& one) { return one.value.contract != contract; });
  return found;
}

/// The same without their versions: a contract's papers of one kind, in the order of their ids.
template <class T>
[[nodiscard]] std::vector<T> papers_of(const ledger::Reader& reader, const RecordTable<T>& table,
                                       const std::string& contract) {
  std::vector<T> papers;
  for (auto& one : find_of_contract(reader, table, contract)) {
    papers.push_back(std::move(one.value));
  }
  return papers;
}

}  // namespace anxin::payments
