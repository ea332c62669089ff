// What the papers of a payroll month say: sheets for signature, vouchers, slips.
//
// Role: `payroll sheet`, `payroll voucher`, `payroll slips`; api/paper prints them.
// Source: Decree 724 art. 31 (工资支付表 signed by the worker; 代发工资凭证 to the subcontractor;
//         工资清单 to the worker), art. 15 (what a wage ledger holds). Of an identity number six
//         and four digits are kept, of a card the last four: enough to tell who signs and which
//         card was paid, and no more (个人信息保护法 art. 6, the least that the purpose needs). The
//         number in full that art. 15 asks for stands in the wage ledger, which does not leave the
//         office.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "payments/service/payments_book.h"
#include "payments/service/withholding_service.h"

namespace anxin::payments {

/// No payment of the batch has reached a worker yet. Details: batch.
inline constexpr Reason kVoucherEmpty{"payments.voucher-empty"};
inline constexpr std::array kPayrollPaperReasons{kVoucherEmpty};

/// What every paper of a batch is headed with.
struct PaperHead {
  std::string batch;
  std::string contract;
  std::string project;     ///< name
  std::string contractor;  ///< name
  Month month;
  std::string content;       ///< digest of the table that the batch came from
  std::string account_name;  ///< of the wage account
  std::string account;       ///< its last four digits
  std::string bank;          ///< name
};

/// A line with its worker in the clear as far as a paper needs it.
struct PaperLine {
  PayrollLine line;
  std::string name;
  std::string id_no;  ///< masked
  std::string card;   ///< last four digits; empty where there is none
  std::string trade;
  std::string payee;  ///< who is paid in the worker's place; mostly empty
};

struct PaperSums {
  Money gross, advance, tax, other, net;
};
[[nodiscard]] PaperSums sums_of(const std::vector<PaperLine>& lines);

/// One team's sheet for signature (工资支付表).
struct TeamSheet {
  std::string team;
  std::string employer;  ///< name
  std::vector<PaperLine> lines;
};
struct TeamSheets {
  PaperHead head;
  std::vector<TeamSheet> teams;  ///< by employer, then team
};

/// What the bank has paid for one employer (代发工资凭证).
struct Voucher {
  std::string employer;  ///< party
  std::string employer_name;
  std::vector<PaperLine> paid;  ///< lines that reached the worker through the account
  std::size_t unpaid = 0;       ///< lines that have not, or not through the account
  Money unpaid_sum;
};
struct Vouchers {
  PaperHead head;
  std::vector<Voucher> employers;  ///< those with a payment, by id
};

/// A worker's own paper (工资清单).
struct WorkerSlip {
  std::string name;
  std::string id_no;  ///< masked
  std::string card;   ///< last four digits
  std::string trade;
  std::string team;
  std::vector<std::string> employers;  ///< names
  Slip slip;
};
struct WorkerSlips {
  PaperHead head;
  std::vector<WorkerSlip> workers;  ///< in the order of the batch's lines
};

class PayrollPaperService {
 public:
  explicit PayrollPaperService(PaymentsBook& book) : book_(book) {}

  /// Every line of the batch by team, parked ones too: they are owed like the others.
  /// Refuses: payments.batch-unknown, access.* as may_reveal, payments.batch-state (withdrawn),
  ///          seal.broken.
  [[nodiscard]] Result<TeamSheets> sheets(const Caller& caller, const std::string& batch) const;

  /// Refuses: payments.batch-unknown, access.*, payments.voucher-empty, seal.broken.
  [[nodiscard]] Result<Vouchers> vouchers(const Caller& caller, const std::string& batch) const;

  /// One slip for each worker of the batch, of the whole month.
  /// Refuses: payments.batch-unknown, access.*, withholding.slip-empty (not approved yet),
  ///          seal.broken.
  [[nodiscard]] Result<WorkerSlips> slips(const Caller& caller, const std::string& batch) const;

 private:
  PaymentsBook& book_;
};

}  // namespace anxin::payments
