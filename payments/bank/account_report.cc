#include "payments/bank/account_report.h"

#include <algorithm>
#include <array>
#include <utility>

#include "ledger/base/invariant.h"
#include "payments/bank/bank_reasons.h"
#include "payments/bank/statement_check.h"

namespace anxin::bank {
namespace {

using payments::Direction;
using payments::Finding;
using payments::Findings;
using payments::Page;
using payments::ParsedStatements;
using payments::ReportKind;
using payments::Severity;
using payments::Statement;
using payments::StatementDetail;
using payments::StatementEntry;

// Where the versions .02 to .12 differ (formats.md 1.2). Real files break their own version's
// schema, so both places are looked at whatever the namespace says.
struct VersionDifference {
  std::string_view newer;
  std::string_view older;
};
constexpr VersionDifference kEntryStatus{"Sts/Cd", "Sts"};                                // .07
constexpr VersionDifference kDebtorName{"RltdPties/Dbtr/Pty/Nm", "RltdPties/Dbtr/Nm"};    // .07
constexpr VersionDifference kCreditorName{"RltdPties/Cdtr/Pty/Nm", "RltdPties/Cdtr/Nm"};  // .07
constexpr VersionDifference kDetailAmount{"Amt", "AmtDtls/TxAmt/Amt"};                    // .03
constexpr VersionDifference kServicer{"Svcr/FinInstnId/BICFI", "Svcr/FinInstnId/BIC"};    // .03

// Pages: of the message up to .04, of each statement, report or notice since .05.
constexpr std::string_view kMessagePages = "MsgPgntn";

// What is alike in the three messages, under other names.
struct Family {
  std::string_view root;   // the element under Document
  std::string_view one;    // a statement
  std::string_view pages;  // its pages
  ReportKind kind;
};
constexpr std::array<Family, 3> kFamilies{{
    {"BkToCstmrStmt", "Stmt", "StmtPgntn", ReportKind::statement},
    {"BkToCstmrAcctRpt", "Rpt", "RptPgntn", ReportKind::report},
    {"BkToCstmrDbtCdtNtfctn", "Ntfctn", "NtfctnPgntn", ReportKind::notice},
}};

const Family& family_of(std::string_view root) {
  const auto* found = std::find_if(kFamilies.begin(), kFamilies.end(),
                                   [&](const Family& one) { return one.root == root; });
  LEDGER_INVARIANT(found != kFamilies.end());
  return *found;
}

std::string_view text_at(const XmlElement& element, const VersionDifference& place) {
  return text_at_any(element, {place.newer, place.older});
}

// A clear negative or positive sign for a magnitude; nothing for any other word.
std::optional<Direction> find_direction(std::string_view word) {
  if (word == "CRDT") return Direction::credit;
  if (word == "DBIT") return Direction::debit;
  return std::nullopt;
}

Direction opposite(Direction direction) {
  return direction == Direction::credit ? Direction::debit : Direction::credit;
}

bool is_true(std::string_view word) { return word == "true" || word == "1"; }

bool is_unbooked(std::string_view status) {
  return status == "PDNG" || status == "INFO" || status == "FUTR";
}

std::string bank_transaction_code(const XmlElement& entry) {
  std::string code(entry.text_at("BkTxCd/Domn/Cd"));
  if (code.empty()) return std::string(entry.text_at("BkTxCd/Prtry/Cd"));
  for (const auto* path : {"BkTxCd/Domn/Fmly/Cd", "BkTxCd/Domn/Fmly/SubFmlyCd"}) {
    const auto part = entry.text_at(path);
    if (!part.empty()) code.append("/").append(part);
  }
  return code;
}

std::string remittance_text(const XmlElement& detail) {
  std::string text;
  const auto information = detail.find("RmtInf");
  if (!information) return text;
  for (auto child = information->first_child(); child; child = child->next()) {
    if (child->name() != "Ustrd" || child->text().empty()) continue;
    if (!text.empty()) text += ' ';
    text += child->text();
  }
  return text;
}

struct RelatedParty {
  std::string_view name;
  std::string_view account;
  [[nodiscard]] bool empty() const { return name.empty() && account.empty(); }
};

RelatedParty debtor_of(const XmlElement& detail) {
  return {text_at(detail, kDebtorName),
          text_at_any(detail, {"RltdPties/DbtrAcct/Id/IBAN", "RltdPties/DbtrAcct/Id/Othr/Id"})};
}

RelatedParty creditor_of(const XmlElement& detail) {
  return {text_at(detail, kCreditorName),
          text_at_any(detail, {"RltdPties/CdtrAcct/Id/IBAN", "RltdPties/CdtrAcct/Id/Othr/Id"})};
}

// The other side: the payer of a credit, the payee of a debit. A return keeps the roles of the
// payment that came back, so there it is the other way round; our own account is never the answer.
RelatedParty counterparty_of(const XmlElement& detail, Direction direction, bool is_return,
                             std::string_view own_account) {
  const bool payee = (direction == Direction::debit) != is_return;
  const auto likely = payee ? creditor_of(detail) : debtor_of(detail);
  const auto other = payee ? debtor_of(detail) : creditor_of(detail);
  const bool wrong = likely.empty() || likely.account == own_account;
  const bool other_fits = !other.empty() && other.account != own_account;
  return wrong && other_fits ? other : likely;
}

class StatementReader {
 public:
  explicit StatementReader(MessageSource source)
      : source_(std::move(source)), family_(family_of(source_.xml.name())) {}
  ParsedStatements read();

 private:
  void read_header();
  Statement read_statement();
  void read_part(Statement& statement);
  void read_account(Statement& statement, const XmlElement& account);
  void read_balance(Statement& statement, const XmlElement& balance);
  void keep_balance(Statement& statement, const XmlElement& balance, Money amount);
  void read_entry(Statement& statement);
  XmlElement read_entry_parts(const Statement& statement, StatementEntry& entry);
  void read_entry_part(std::uint32_t line);
  void read_details(const Statement& statement, StatementEntry& entry, Direction direction);
  StatementDetail read_detail(const Statement& statement, Direction direction);
  void book(Statement& statement, StatementEntry entry, std::uint32_t line);
  std::optional<Money> amount_of(Statement& statement, const XmlElement& holder, Place place);
  std::optional<Direction> direction_of(const XmlElement& holder, Place place);
  void check(const Statement& statement, std::uint32_t line);
  void compare_details(const StatementEntry& entry);
  void report(std::uint32_t line, Severity severity, Reason code, Fields details = {});

  MessageSource source_;
  const Family& family_;
  ParsedStatements parsed_;
  std::string message_id_;
  std::uint64_t lines_ = 0;
  std::uint64_t items_ = 0;           // entries so far
  std::optional<Page> message_page_;  // GrpHdr says that there are other pages
  // Of the statement being read:
  bool readable_ = true;  // no balance and no booked entry was refused
  std::string opening_type_;
  std::uint64_t entries_differ_ = 0;  // whose details do not add up to them
  std::uint64_t first_differing_ = 0;
  // Of the entry being read:
  XmlTree parts_;
  Total details_sum_;
  bool details_complete_ = true;  // each has an amount
};

// Nothing for the only page.
std::optional<Page> page_of(const std::optional<XmlElement>& pagination) {
  if (!pagination) return std::nullopt;
  const Page page{parse_iso_number(pagination->text_at("PgNb")).value_or(1),
                  is_true(pagination->text_at("LastPgInd"))};
  if (page.number == 1 && page.last) return std::nullopt;
  return page;
}

ParsedStatements StatementReader::read() {
  parsed_.kind = family_.kind;
  const auto line = source_.xml.line();
  const int depth = source_.xml.depth();
  while (source_.xml.next_child(depth)) {
    if (source_.xml.name() == "GrpHdr") {
      read_header();
    } else if (source_.xml.name() == family_.one) {
      parsed_.statements.push_back(read_statement());
    }
  }
  if (parsed_.statements.empty()) report(line, Severity::refuse, kStatementNone);
  return std::move(parsed_);
}

void StatementReader::read_header() {
  const auto header = source_.xml.take();
  message_id_ = header.text_at("MsgId");
  message_page_ = page_of(header.find(kMessagePages));
}

Statement StatementReader::read_statement() {
  Statement statement;
  statement.message = source_.message;
  statement.message_id = message_id_;
  statement.page = message_page_;
  readable_ = true;
  opening_type_.clear();
  entries_differ_ = 0;
  const auto line = source_.xml.line();
  const int depth = source_.xml.depth();
  while (source_.xml.next_child(depth)) {
    if (source_.xml.name() == "Ntry") {
      read_entry(statement);
    } else {
      read_part(statement);
    }
  }
  check(statement, line);
  return statement;
}

void StatementReader::read_part(Statement& statement) {
  static constexpr std::array<std::string_view, 6> kParts{"Id",          "ElctrncSeqNb", "FrToDt",
                                                          "CpyDplctInd", "Acct",         "Bal"};
  const auto name = source_.xml.name();
  const bool known = std::find(kParts.begin(), kParts.end(), name) != kParts.end();
  if (!known && name != family_.pages) return;
  const auto part = source_.xml.take();
  if (part.name() == "Id") statement.id = part.text();
  if (part.name() == "ElctrncSeqNb") statement.sequence = parse_iso_number(part.text());
  if (part.name() == "FrToDt") {
    statement.from = parse_iso_day(text_at_any(part, {"FrDtTm", "FrDt"}));
    statement.to = parse_iso_day(text_at_any(part, {"ToDtTm", "ToDt"}));
  }
  if (part.name() == "CpyDplctInd") report(part.line(), Severity::note, kStatementCopy);
  if (part.name() == "Acct") read_account(statement, part);
  if (part.name() == "Bal") read_balance(statement, part);
  if (part.name() == family_.pages && !statement.page) statement.page = page_of(part);
}

void StatementReader::read_account(Statement& statement, const XmlElement& account) {
  statement.account = text_at_any(account, {"Id/IBAN", "Id/Othr/Id"});
  statement.currency = account.text_at("Ccy");
  statement.servicer =
      text_at_any(account, {kServicer.newer, kServicer.older, "Svcr/FinInstnId/ClrSysMmbId/MmbId"});
}

void StatementReader::read_balance(Statement& statement, const XmlElement& balance) {
  const auto amount = amount_of(statement, balance, {balance.line(), 0});
  const auto direction = direction_of(balance, {balance.line(), 0});
  if (!amount || !direction) {
    readable_ = false;
    return;
  }
  keep_balance(statement, balance, *direction == Direction::credit ? *amount : -*amount);
}

// The opening balance is OPBD; PRCD, the closing of the day before, stands in for it.
void StatementReader::keep_balance(Statement& statement, const XmlElement& balance, Money amount) {
  const auto type = balance.text_at("Tp/CdOrPrtry/Cd");
  if (type == "OPBD" && opening_type_ != "OPBD") {
    statement.opening = amount;
    opening_type_ = type;
  }
  if (type == "PRCD" && opening_type_.empty()) {
    statement.opening = amount;
    opening_type_ = type;
  }
  if (type == "CLBD" && !statement.closing) {
    statement.closing = amount;
    statement.closing_date = parse_iso_day(text_at_any(balance, {"Dt/Dt", "Dt/DtTm"}));
  }
}

void StatementReader::read_entry(Statement& statement) {
  if (!count_line(source_, lines_)) return;
  const Place place{source_.xml.line(), ++items_};
  StatementEntry entry;
  const auto parts = read_entry_parts(statement, entry);
  const auto status = text_at(parts, kEntryStatus);
  if (status.empty()) {
    readable_ = false;
    return refuse_value(source_.findings, place, "Ntry/Sts", kElementMissing);
  }
  if (status != "BOOK") {
    if (!is_unbooked(status)) {
      report(place.line, Severity::note, kEntryStatusUnknown,
             {{"item", std::to_string(place.item)}});
    }
    ++statement.unbooked;
    return;
  }
  const auto amount = amount_of(statement, parts, place);
  const auto direction = direction_of(parts, place);
  if (!amount || !direction) {
    readable_ = false;
    return;
  }
  entry.amount = *amount;
  entry.direction = *direction;
  compare_details(entry);
  book(statement, std::move(entry), place.line);
}

// The entry is the truth; details that do not add up to it (charges, a part of a batch) are told.
void StatementReader::compare_details(const StatementEntry& entry) {
  if (entry.details.empty() || !details_complete_) return;
  if (details_sum_ == to_total(entry.amount)) return;
  if (++entries_differ_ == 1) first_differing_ = items_;
}

// Everything of the entry but its details, which are read one at a time.
XmlElement StatementReader::read_entry_parts(const Statement& statement, StatementEntry& entry) {
  const auto line = source_.xml.line();
  parts_.clear();
  details_sum_ = 0;
  details_complete_ = true;
  const int depth = source_.xml.depth();
  while (source_.xml.next_child(depth)) {
    if (source_.xml.name() == "NtryDtls") {
      // The schema puts CdtDbtInd before the details.
      const auto direction = find_direction(parts_.root().text_at("CdtDbtInd"));
      read_details(statement, entry, direction.value_or(Direction::credit));
    } else {
      read_entry_part(line);
    }
  }
  return parts_.root();
}

void StatementReader::read_entry_part(std::uint32_t line) {
  if (parts_.elements() < kXmlSubtreeElementsMax) return source_.xml.take_into(parts_);
  source_.xml.stop(
      Finding{line,
              "",
              "",
              Severity::refuse,
              kXmlLimit,
              {{"limit", "elements"}, {"max", std::to_string(kXmlSubtreeElementsMax)}}});
}

void StatementReader::read_details(const Statement& statement, StatementEntry& entry,
                                   Direction direction) {
  const int depth = source_.xml.depth();
  while (source_.xml.next_child(depth)) {
    if (source_.xml.name() == "Btch") {
      const auto batch = source_.xml.take();
      if (entry.payment_info_id.empty()) entry.payment_info_id = batch.text_at("PmtInfId");
    } else if (source_.xml.name() == "TxDtls") {
      if (!count_line(source_, lines_)) return;
      entry.details.push_back(read_detail(statement, direction));
    }
  }
}

StatementDetail StatementReader::read_detail(const Statement& statement, Direction direction) {
  const auto written = source_.xml.take();
  StatementDetail detail;
  detail.end_to_end_id = written.text_at("Refs/EndToEndId");
  detail.payment_info_id = written.text_at("Refs/PmtInfId");
  detail.has_return = written.find("RtrInf").has_value();
  detail.return_reason = text_at_any(written, {"RtrInf/Rsn/Cd", "RtrInf/Rsn/Prtry"});
  detail.remittance = remittance_text(written);
  const auto own = find_direction(written.text_at("CdtDbtInd")).value_or(direction);
  const auto other = counterparty_of(written, own, detail.has_return, statement.account);
  detail.counterparty = other.name;
  detail.counterparty_account = other.account;
  const auto currency = Currency::from_code(statement.currency);
  for (const auto place : {kDetailAmount.newer, kDetailAmount.older}) {
    const auto amount = written.find(place);
    // Evidence only: an amount in another currency or one that cannot be read is left out.
    if (!amount || !currency || amount->attribute("Ccy") != currency->code()) continue;
    detail.amount = parse_iso_amount(amount->text(), *currency);
    break;
  }
  details_complete_ = details_complete_ && detail.amount.has_value();
  if (detail.amount) {
    const Total sum = to_total(*detail.amount);
    details_sum_ += own == direction ? sum : Total(-sum);
  }
  return detail;
}

void StatementReader::book(Statement& statement, StatementEntry entry, std::uint32_t line) {
  const auto parts = parts_.root();
  entry.reference = text_at_any(parts, {"AcctSvcrRef", "NtryRef"});
  entry.reversal = is_true(parts.text_at("RvslInd"));
  if (entry.reversal && source_.profile.reversal == payments::ReversalSign::inverted) {
    entry.direction = opposite(entry.direction);
  }
  entry.transaction_code = bank_transaction_code(parts);
  entry.text = parts.text_at("AddtlNtryInf");
  auto booked = parse_iso_day(text_at_any(parts, {"BookgDt/Dt", "BookgDt/DtTm"}));
  if (!booked) booked = parse_iso_day(text_at_any(parts, {"ValDt/Dt", "ValDt/DtTm"}));
  if (!booked) booked = statement.closing_date;
  if (!booked) booked = statement.to;
  if (!booked) {
    readable_ = false;
    return refuse_value(source_.findings, {line, items_}, "Ntry/BookgDt", kDateMissing);
  }
  entry.booked = *booked;
  statement.entries.push_back(std::move(entry));
}

// Reads Amt of a balance or an entry. The first currency met is the account's, where the account
// itself names none.
std::optional<Money> StatementReader::amount_of(Statement& statement, const XmlElement& holder,
                                                Place place) {
  const auto written = holder.find("Amt");
  if (!written || written->text().empty()) {
    refuse_value(source_.findings, place, "Amt", kElementMissing);
    return std::nullopt;
  }
  const auto code = written->attribute("Ccy");
  if (statement.currency.empty()) statement.currency = code;
  const auto currency = Currency::from_code(code);
  if (!currency) {
    refuse_value(source_.findings, place, "Amt", kCurrencyUnknown);
    return std::nullopt;
  }
  if (code != statement.currency) {
    refuse_value(source_.findings, place, "Amt", kCurrencyMismatch);
    return std::nullopt;
  }
  const auto amount = parse_iso_amount(written->text(), *currency);
  if (!amount) refuse_value(source_.findings, place, "Amt", kAmountBad);
  return amount;
}

std::optional<Direction> StatementReader::direction_of(const XmlElement& holder, Place place) {
  const auto word = holder.text_at("CdtDbtInd");
  const auto direction = find_direction(word);
  if (!direction) {
    refuse_value(source_.findings, place, "CdtDbtInd",
                 word.empty() ? kElementMissing : kSignUnknown);
  }
  return direction;
}

void StatementReader::check(const Statement& statement, std::uint32_t line) {
  if (statement.account.empty()) {
    refuse_value(source_.findings, {line, 0}, "Acct/Id", kElementMissing);
  }
  if (entries_differ_ > 0) {
    report(
        line, Severity::note, kDetailsDiffer,
        {{"count", std::to_string(entries_differ_)}, {"item", std::to_string(first_differing_)}});
  }
  if (statement.page) return report(line, Severity::refuse, kStatementPartial);
  // A report or notice has no day of its own to close.
  if (readable_ && family_.kind == ReportKind::statement) {
    check_equation(statement, line, source_.findings);
  }
}

void StatementReader::report(std::uint32_t line, Severity severity, Reason code, Fields details) {
  source_.findings.push_back(Finding{line, "", "", severity, code, std::move(details)});
}

}  // namespace

ParsedStatements read_statements(MessageSource source) {
  return StatementReader(std::move(source)).read();
}

}  // namespace anxin::bank
