// Contract QH02 of the county with its October wages owed and unpaid, and the life of its deposit
// as a list of stages.
//
// Role: the arrange step of the tests of the guarantee deposit. The county gets a second regulator,
//       and one worker (line 0002) is the contractor's own.
#pragma once

#include "payments/service/deposit_service.h"
#include "tests/support/county_requests.h"

namespace anxin::tests {

using payments::DepositMoney;
using payments::DepositService;
using payments::NoticeAnswer;

inline const std::string kSubsLine = "QH02-202610-01-0001";   // 7262.25, employer LW3
inline const std::string kOwnLine = "QH02-202610-01-0002";    // 5633.73, employer GC2
inline const std::string kThirdLine = "QH02-202610-01-0003";  // employer LW3
inline const std::string kNotice = "QH02-N01";
inline const std::string kDecision = "青人社监令〔2026〕7号";
inline constexpr std::string_view kOrderExpired =
    "2026-11-15";  // October was due on Friday the 13th

inline constexpr std::string_view kSecondRegulator =
    "[[staff]]\nactor = \"qian.regulator\"\nperson = \"S008\"\nname = \"钱秉衡\"\n"
    "party = \"HRSS\"\nrole = \"regulator\"\n"
    "[[staff]]\nactor = \"zhao.second\"\nperson = \"S007\"\nname = \"赵秉禾\"\n"
    "party = \"HRSS\"\nrole = \"regulator\"\n";

class DepositBook : public CountyBook {
 public:
  /// The 40 lines of October are owed; nobody has assessed the deposit.
  DepositBook() {
    now("2026-11-02 09:30");
    auto files = county_files();
    files[2].bytes = replaced(files[2].bytes, "普工,土方一班,LW3,是,2026-07-21",
                              "普工,土方一班,GC2,是,2026-07-21");
    (void)load(by("zhao.regulator"), files).value();
    (void)load(by("zhao.regulator"), {{"more.toml", std::string(kSecondRegulator)}}).value();
    now("2026-11-10 10:00");
    (void)submit(by("chen.clerk"), payments::sheet_of("QH02")).value();
    (void)approve(by("wu.manager"), payments::kBatch2).value();
  }

  [[nodiscard]] DepositService deposits() const { return DepositService(*book); }
  [[nodiscard]] payments::DepositView deposit() const { return deposits().show("QH02").value(); }
  [[nodiscard]] payments::DepositNotice notice() const { return deposit().notices.front(); }

  Result<Receipt> assess(const std::string& actor, payments::AssessRequest request = {}) {
    request.contract = "QH02";
    if (!request.permit_on) request.permit_on = day("2026-03-16");
    return deposits().assess(by(actor), request);
  }
  Result<Receipt> money(const std::string& actor, const std::string& amount,
                        const std::string& reference, DepositMoney kind = DepositMoney::stored) {
    return deposits().book_money(by(actor), {"QH02", kind, yuan(amount), std::nullopt, reference});
  }
  static payments::NoticeRequest notice_of(std::vector<std::string> lines,
                                           const std::string& letter = "") {
    return {"QH02", kDecision, day(kOrderExpired), std::move(lines), letter};
  }
  Result<Receipt> propose(const payments::NoticeRequest& request) {
    return deposits().propose_notice(by("zhao.regulator"), request);
  }
  Result<Receipt> propose(const std::string& actor, const std::vector<std::string>& lines) {
    return deposits().propose_notice(by(actor), notice_of(lines));
  }
  static payments::LetterRequest letter_of(const std::string& amount) {
    return {"QH02",
            payments::GuaranteeKind::bank_letter,
            "BK1",
            "G-2026-88",
            yuan(amount),
            day("2026-11-10"),
            day("2027-11-10"),
            ""};
  }
  Result<Receipt> take(const payments::LetterRequest& request) {
    return deposits().take_letter(by("zhao.regulator"), request);
  }
  Result<Receipt> end(const std::string& letter, payments::LetterEnd how) {
    return deposits().end_letter(by("zhao.regulator"), letter, how);
  }
  Result<Receipt> apply(const std::string& public_from,
                        const std::string& completed_on = "2026-11-12") {
    return deposits().apply_refund(by("chen.clerk"), {"QH02", day(completed_on), day(public_from)});
  }
  Result<Receipt> audit(const std::string& actor = "zhao.regulator",
                        const std::string& refund = "QH02-R01") {
    return deposits().audit_refund(by(actor), {refund, payments::audit::Passed{}});
  }
  Result<Receipt> refuse_refund(const std::string& why) {
    return deposits().audit_refund(by("zhao.regulator"),
                                   {"QH02-R01", payments::audit::RefusedFor{why}});
  }
  Result<Receipt> confirm_refund(const std::string& actor, const std::string& refund = "QH02-R01") {
    return deposits().confirm_refund(by(actor), refund);
  }
  /// Every line of October is paid by notice, and what was paid is put back.
  void clear_wages() {
    std::vector<std::string> all;
    for (const auto& line : batch(payments::kBatch2).lines) all.push_back(line.id);
    (void)propose("zhao.regulator", all).value();
    (void)approve_notice("qian.regulator").value();
    NoticeAnswer rest;
    rest.notice = kNotice;
    rest.rest_paid = true;
    (void)answer("bank.icbc", rest).value();
    (void)money("bank.icbc", to_string(payments::sum_of(deposit().to_replenish)), "RE-1").value();
  }
  /// The wages are cleared, the publicity of 16 November has run, and both regulators have decided.
  void refund() {
    clear_wages();
    now("2026-12-17 10:00");
    (void)apply("2026-11-16").value();
    (void)audit().value();
    (void)confirm_refund("qian.regulator").value();
  }
  Result<Receipt> approve_notice(const std::string& actor, const std::string& id = kNotice) {
    return deposits().approve_notice(by(actor), id);
  }
  Result<Receipt> answer(const std::string& actor, const NoticeAnswer& given) {
    return deposits().answer_notice(by(actor), given);
  }
  static NoticeAnswer paid(std::vector<std::string> lines) {
    NoticeAnswer given;
    given.notice = kNotice;
    given.paid = std::move(lines);
    return given;
  }
  static NoticeAnswer failed(const std::string& line, const std::string& code) {
    NoticeAnswer given;
    given.notice = kNotice;
    given.failed = {{line, code}};
    return given;
  }
  static NoticeAnswer returned(const std::string& line, const std::string& code) {
    NoticeAnswer given;
    given.notice = kNotice;
    given.returned = {{line, code}};
    return given;
  }
};

/// A stage in the life of the deposit; each implies those before it.
enum class Stage { owed, assessed, stored, proposed, approved, paid };

/// The notice names the three lines above; when paid, the first two are.
inline std::unique_ptr<DepositBook> deposit_at(Stage stage) {
  auto book = std::make_unique<DepositBook>();
  if (stage >= Stage::assessed) (void)book->assess("zhao.regulator").value();
  if (stage >= Stage::stored) (void)book->money("bank.icbc", "390000.00", "DP-1").value();
  book->now("2026-11-16 09:00");
  if (stage >= Stage::proposed) {
    (void)book->propose("zhao.regulator", {kSubsLine, kOwnLine, kThirdLine}).value();
  }
  if (stage >= Stage::approved) (void)book->approve_notice("qian.regulator").value();
  book->now("2026-11-16 15:00");
  if (stage >= Stage::paid) {
    (void)book->answer("bank.icbc", DepositBook::paid({kSubsLine, kOwnLine})).value();
  }
  return book;
}

}  // namespace anxin::tests
