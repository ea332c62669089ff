#include "payments/bank/pain001.h"

#include <algorithm>
#include <set>

#include "ledger/base/amount.h"
#include "ledger/base/invariant.h"
#include "ledger/base/text.h"
#include "payments/bank/xml_writer.h"

namespace anxin::bank {
namespace {

using payments::BankParty;
using payments::CreditTransfer;
using payments::Initiation;

enum class Version : std::uint8_t { v03, v09 };

constexpr std::string_view namespace_of(Version version) {
  return version == Version::v03 ? "urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"
                                 : "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
}

// Facets of the schema, in characters.
constexpr std::size_t kIdentifierMax = 35;
constexpr std::size_t kNameMax = 140;
constexpr std::size_t kAccountMax = 34;
constexpr std::size_t kPersonIdMax = 35;
constexpr std::size_t kTextMax = 140;
constexpr std::size_t kCnapsDigits = 12;

constexpr std::size_t kTransferBytes = 640;  // with every element (formats.md section 5)

bool is_identifier(std::string_view text) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !text.empty() && text.size() <= kIdentifierMax &&
         std::all_of(text.begin(), text.end(), allowed);
}

std::size_t characters(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

bool fits_text(std::string_view text, std::size_t max) {
  return is_xml_text(text) && characters(text) <= max;
}

bool is_text(std::string_view text, std::size_t max) {
  return !trim(text).empty() && fits_text(text, max);
}

bool is_bank_code(std::string_view code) { return code.size() == kCnapsDigits && all_digits(code); }

// The first element at fault, or nothing.
struct Problem {
  Reason reason;
  std::string_view element;
};
using MaybeProblem = std::optional<Problem>;

MaybeProblem header_problem(const Initiation& initiation) {
  if (!is_identifier(initiation.message_id)) return Problem{kInitiationIdentifier, "MsgId"};
  if (!is_identifier(initiation.payment_info_id)) return Problem{kInitiationIdentifier, "PmtInfId"};
  if (!is_text(initiation.initiator, kNameMax)) return Problem{kInitiationText, "InitgPty/Nm"};
  if (!is_text(initiation.debtor.name, kNameMax)) return Problem{kInitiationText, "Dbtr/Nm"};
  if (!is_text(initiation.debtor.account, kAccountMax)) return Problem{kInitiationText, "DbtrAcct"};
  if (!is_bank_code(initiation.debtor.bank_code)) return Problem{kInitiationText, "DbtrAgt"};
  return std::nullopt;
}

MaybeProblem transfer_problem(const CreditTransfer& transfer) {
  const auto& creditor = transfer.creditor;
  if (!is_identifier(transfer.end_to_end_id)) return Problem{kInitiationIdentifier, "EndToEndId"};
  if (!is_text(creditor.name, kNameMax)) return Problem{kInitiationText, "Cdtr/Nm"};
  if (!is_text(creditor.account, kAccountMax)) return Problem{kInitiationText, "CdtrAcct"};
  if (!creditor.bank_code.empty() && !is_bank_code(creditor.bank_code)) {
    return Problem{kInitiationText, "CdtrAgt"};
  }
  if (!fits_text(transfer.creditor_id_no, kPersonIdMax)) return Problem{kInitiationText, "Cdtr/Id"};
  if (!fits_text(transfer.remittance, kTextMax)) return Problem{kInitiationText, "RmtInf/Ustrd"};
  if (transfer.amount <= Money()) return Problem{kInitiationAmount, "InstdAmt"};
  return std::nullopt;
}

tl::unexpected<Fault> refuse(const Problem& problem, std::size_t place) {
  Fields details{{"element", std::string(problem.element)}};
  if (place > 0) details.push_back({"item", std::to_string(place)});
  return fail(problem.reason, std::move(details));
}

std::string control_sum(const Initiation& initiation) {
  Total sum = 0;
  for (const auto& transfer : initiation.transfers) sum += to_total(transfer.amount);
  return to_string(sum);
}

void write_agent(XmlWriter& xml, std::string_view name, std::string_view bank_code) {
  xml.open(name).open("FinInstnId").open("ClrSysMmbId");
  xml.open("ClrSysId").element("Cd", "CNAPS").close();
  xml.element("MmbId", bank_code).close().close().close();
}

void write_account_id(XmlWriter& xml, std::string_view number) {
  xml.open("Id").open("Othr").element("Id", number).close().close();
}

void write_creditor(XmlWriter& xml, const CreditTransfer& transfer) {
  xml.open("Cdtr").element("Nm", transfer.creditor.name);
  if (!transfer.creditor_id_no.empty()) {
    xml.open("Id").open("PrvtId").open("Othr").element("Id", transfer.creditor_id_no);
    xml.open("SchmeNm").element("Cd", "NIDN").close().close().close().close();
  }
  xml.close();
}

void write_transfer(XmlWriter& xml, const CreditTransfer& transfer) {
  xml.open("CdtTrfTxInf");
  xml.open("PmtId").element("EndToEndId", transfer.end_to_end_id).close();
  xml.open("Amt").open("InstdAmt").attribute("Ccy", "CNY");
  xml.text(to_string(transfer.amount)).close().close();
  if (!transfer.creditor.bank_code.empty()) {
    write_agent(xml, "CdtrAgt", transfer.creditor.bank_code);
  }
  write_creditor(xml, transfer);
  xml.open("CdtrAcct");
  write_account_id(xml, transfer.creditor.account);
  xml.close();
  xml.open("Purp").element("Cd", "SALA").close();
  if (!transfer.remittance.empty()) {
    xml.open("RmtInf").element("Ustrd", transfer.remittance).close();
  }
  xml.close().line_break();
}

void write_totals(XmlWriter& xml, const Initiation& initiation, std::string_view sum) {
  xml.element("NbOfTxs", std::to_string(initiation.transfers.size())).element("CtrlSum", sum);
}

void write_header(XmlWriter& xml, const Initiation& initiation, std::string_view sum) {
  xml.open("GrpHdr").element("MsgId", initiation.message_id);
  xml.element("CreDtTm", to_shanghai_string(initiation.created));
  write_totals(xml, initiation, sum);
  xml.open("InitgPty").element("Nm", initiation.initiator).close().close().line_break();
}

void write_debtor(XmlWriter& xml, const BankParty& debtor) {
  xml.open("Dbtr").element("Nm", debtor.name).close();
  xml.open("DbtrAcct");
  write_account_id(xml, debtor.account);
  xml.element("Ccy", "CNY").close();
  write_agent(xml, "DbtrAgt", debtor.bank_code);
}

// A choice of date and instant since the versions of 2019, a plain date before.
void write_execution(XmlWriter& xml, Date execution, Version version) {
  if (version == Version::v03) {
    xml.element("ReqdExctnDt", to_string(execution));
  } else {
    xml.open("ReqdExctnDt").element("Dt", to_string(execution)).close();
  }
}

void write_payment_info(XmlWriter& xml, const Initiation& initiation, std::string_view sum,
                        Version version) {
  xml.open("PmtInf").element("PmtInfId", initiation.payment_info_id).element("PmtMtd", "TRF");
  xml.element("BtchBookg", "true");
  write_totals(xml, initiation, sum);
  xml.open("PmtTpInf").open("CtgyPurp").element("Cd", "SALA").close().close();
  write_execution(xml, initiation.execution, version);
  write_debtor(xml, initiation.debtor);
  xml.line_break();
  for (const auto& transfer : initiation.transfers) write_transfer(xml, transfer);
  xml.close().line_break();
}

std::string write_message(const Initiation& initiation, Version version) {
  LEDGER_INVARIANT(check_initiation(initiation).has_value());
  const std::string sum = control_sum(initiation);
  XmlWriter xml;
  xml.reserve((initiation.transfers.size() + 1) * kTransferBytes);
  xml.open("Document").attribute("xmlns", namespace_of(version));
  xml.open("CstmrCdtTrfInitn").line_break();
  write_header(xml, initiation, sum);
  write_payment_info(xml, initiation, sum, version);
  xml.close().close().line_break();
  return xml.take();
}

}  // namespace

Result<void> check_initiation(const Initiation& initiation) {
  const auto count = initiation.transfers.size();
  if (count == 0 || count > kInitiationTransfersMax) {
    return fail(kInitiationSize, {{"count", std::to_string(count)},
                                  {"max", std::to_string(kInitiationTransfersMax)}});
  }
  if (const auto problem = header_problem(initiation)) return refuse(*problem, 0);
  std::set<std::string_view> ids;
  for (std::size_t at = 0; at < count; ++at) {
    const auto& transfer = initiation.transfers[at];
    if (const auto problem = transfer_problem(transfer)) return refuse(*problem, at + 1);
    const auto before = ids.size();
    ids.emplace_hint(ids.end(), transfer.end_to_end_id);  // nearly always in ascending order
    if (ids.size() == before) {
      return refuse({kInitiationDuplicate, "EndToEndId"}, at + 1);
    }
  }
  return {};
}

std::string write_pain001(const Initiation& initiation) {
  return write_message(initiation, Version::v09);
}

std::string write_pain001_03(const Initiation& initiation) {
  return write_message(initiation, Version::v03);
}

}  // namespace anxin::bank
