// The table that a county sends up each month: wages, accounts, arrears, deposits and the fund of a
// region, computed from the books.
//
// Role: `anxin report monthly`, and its route. No worker is named, only counted.
// Units: fen. Balances are those of the month's last day, or of today while it lasts, by the day on
//        which postings are effective; movements are those of the month. What the books learn later
//        of an earlier month changes its report: a payment that came back is no payment, a wage
//        that was reduced was never earned. What was owed on a day stays owed on it.
// Shape: contracts signed by that day in the region and whatever lies in it, by id.
// Source: interfaces.md, "report monthly"; Decree 724 arts 24, 26, 31, 32, 63.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "payments/rules/region_code.h"
#include "payments/service/payments_book.h"

namespace anxin::payments {

/// The month has not begun. Details: month, today.
inline constexpr Reason kReportMonthAhead{"report.month-ahead"};

/// Of one contract, or the sum of many.
struct MonthlyFigures {
  std::size_t workers = 0;  ///< persons with wages of this month, in each contract
  Total gross;             ///< 应发: wages of this month that have been approved, less reductions
  Total net;               ///< 实发: less deductions
  Total paid;              ///< 代发: paid to workers in the month, for whatever month
  Total discharged;        ///< paid in it in the employer's place, or outside the account
  Total funding_due;       ///< 应拨: labour cost that the contract makes due for this month
  Total funding_received;  ///< 到账: from the owner in the month
  Total topped_up;         ///< 补足: by the contractor in the month
  Total balance;           ///< of the wage accounts
  Total owed;              ///< 应付未付: to workers, whether due or not
  Total overdue;           ///< 拖欠: of it, past its pay day
  std::size_t overdue_workers = 0;
  Total deposit_cash;
  Total deposit_letters;              ///< letters and insurance
  std::size_t months_unreported = 0;  ///< past their pay day without an approved payroll
  std::size_t cases_opened = 0;       ///< of recourse, in the month

  MonthlyFigures& operator+=(const MonthlyFigures& other);
};

/// Each figure by its word, in the order in which the table shows them.
struct MonthlySum {
  std::string_view word;
  Total MonthlyFigures::*value;
};
inline constexpr std::array kMonthlySums{
    MonthlySum{"gross", &MonthlyFigures::gross},
    MonthlySum{"net", &MonthlyFigures::net},
    MonthlySum{"paid", &MonthlyFigures::paid},
    MonthlySum{"discharged", &MonthlyFigures::discharged},
    MonthlySum{"funding_due", &MonthlyFigures::funding_due},
    MonthlySum{"funding_received", &MonthlyFigures::funding_received},
    MonthlySum{"topped_up", &MonthlyFigures::topped_up},
    MonthlySum{"balance", &MonthlyFigures::balance},
    MonthlySum{"owed", &MonthlyFigures::owed},
    MonthlySum{"overdue", &MonthlyFigures::overdue},
    MonthlySum{"deposit_cash", &MonthlyFigures::deposit_cash},
    MonthlySum{"deposit_letters", &MonthlyFigures::deposit_letters}};
struct MonthlyCount {
  std::string_view word;
  std::size_t MonthlyFigures::*value;
};
inline constexpr std::array kMonthlyCounts{
    MonthlyCount{"workers", &MonthlyFigures::workers},
    MonthlyCount{"overdue_workers", &MonthlyFigures::overdue_workers},
    MonthlyCount{"months_unreported", &MonthlyFigures::months_unreported},
    MonthlyCount{"cases_opened", &MonthlyFigures::cases_opened}};

struct ContractMonth {
  std::string contract;
  std::string project;
  std::string project_name;
  std::string region;
  std::string owner;         ///< party
  std::string contractor;    ///< party
  bool has_account = false;  ///< a wage account was opened by the day
  MonthlyFigures figures;
};

/// An emergency fund whose region lies in that of the report.
struct FundMonth {
  std::string fund;
  std::string name;
  Money held;          ///< at its bank
  Money receivable;    ///< owed by debtors
  Money appropriated;  ///< in the month, as all below
  Money interest;
  Money advanced;  ///< to workers, but what came back
  Money relief;
  Money recovered;
  Money given_back;
  Money written_off;
};

struct MonthlyReport {
  RegionCode region;
  Month month;
  Date as_of;
  std::vector<ContractMonth> contracts;
  std::size_t with_account = 0;  ///< of the contracts
  std::size_t in_arrears = 0;    ///< of the contracts: something is overdue
  MonthlyFigures total;
  std::vector<FundMonth> funds;  ///< by id
};

/// The sums of money of a fund, as those of a contract.
struct FundSum {
  std::string_view word;
  Money FundMonth::*value;
};
inline constexpr std::array kFundSums{FundSum{"held", &FundMonth::held},
                                      FundSum{"receivable", &FundMonth::receivable},
                                      FundSum{"appropriated", &FundMonth::appropriated},
                                      FundSum{"interest", &FundMonth::interest},
                                      FundSum{"advanced", &FundMonth::advanced},
                                      FundSum{"relief", &FundMonth::relief},
                                      FundSum{"recovered", &FundMonth::recovered},
                                      FundSum{"given_back", &FundMonth::given_back},
                                      FundSum{"written_off", &FundMonth::written_off}};

/// Refuses: report.month-ahead, store.*, calendar.year-unknown.
[[nodiscard]] Result<MonthlyReport> monthly_report(const PaymentsBook& book, RegionCode region,
                                                   Month month);

}  // namespace anxin::payments
