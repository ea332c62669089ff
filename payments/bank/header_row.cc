#include "payments/bank/header_row.h"

#include <algorithm>
#include <array>

#include "payments/bank/cell_text.h"
#include "payments/bank/utf8.h"

namespace anxin::bank {
namespace {

using payments::Column;

constexpr std::size_t kHanBytes = 3;
constexpr std::size_t kWithinBytesMin = 3 * kHanBytes;  // two characters occur in anything

// 金额 alone is what a bank's template pays; beside a net column it is something else.
constexpr std::string_view kWeakNet = "金额";

// Fields for which a second column may hide a fault; a second memo or signature does not.
constexpr std::array<Column, 8> kSingle{Column::name,    Column::id_no, Column::account,
                                        Column::bank_no, Column::gross, Column::advance,
                                        Column::tax,     Column::net};

// Rests of a caption that make it speak of another account, person, month or thing.
constexpr std::array<std::string_view, 40> kForeign{
    "付款", "付方", "汇款人", "转出",   "上月", "上期",   "累计", "已发",   "未发", "往年",
    "去年", "拖欠", "欠",     "班组长", "班长", "联系人", "监护", "家属",   "代领", "项目",
    "合同", "省",   "市",     "地区",   "名称", "类别",   "类型", "短信",   "签字", "确认",
    "日期", "时间", "平均",   "标准",   "地址", "住址",   "复印", "有效期", "照片", "编号"};

bool is_single(Column column) {
  return std::find(kSingle.begin(), kSingle.end(), column) != kSingle.end();
}

void remove_all(std::string& text, std::string_view part) {
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part)) {
    text.erase(at, part.size());
  }
}

/// 银行卡号(必填) is 银行卡号.
std::string without_brackets(std::string_view normal) {
  const auto open = normal.find('(');
  const auto close = normal.rfind(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) {
    return std::string(normal);
  }
  return std::string(normal.substr(0, open)).append(normal.substr(close + 1));
}

bool is_weak_net(std::string_view normal) { return without_brackets(normal) == kWeakNet; }

bool speaks_of_another(std::string rest) {
  return std::any_of(kForeign.begin(), kForeign.end(), [&rest](std::string_view word) {
    return rest.find(word) != std::string::npos;
  });
}

/// Assigns columns to fields: what is certain first, what is guessed last.
class Matcher {
 public:
  explicit Matcher(const CaptionIndex& captions) : captions_(captions) {}

  void offer(std::uint32_t index, std::string caption) {
    auto normal = normal_caption(caption);
    if (!normal.empty()) offers_.push_back({index, std::move(caption), std::move(normal), {}});
  }

  HeaderRow match() {
    take_exact();
    take_weak_net();
    take_within();
    const auto by_index = [](const ColumnMatch& a, const ColumnMatch& b) {
      return a.index < b.index;
    };
    std::sort(header_.columns.begin(), header_.columns.end(), by_index);
    std::sort(header_.repeated.begin(), header_.repeated.end(), by_index);
    return std::move(header_);
  }

 private:
  struct Offer {
    std::uint32_t index;
    std::string caption, normal;
    bool taken = false;
  };

  void take_exact() {
    for (auto& offer : offers_) {
      if (is_weak_net(offer.normal)) continue;
      const auto column = captions_.exact(offer.normal);
      if (!column) continue;
      take(offer, *column);
    }
  }

  void take_weak_net() {
    for (auto& offer : offers_) {
      if (is_weak_net(offer.normal) && !header_.has(Column::net)) take(offer, Column::net);
    }
  }

  void take_within() {
    for (auto& offer : offers_) {
      if (offer.taken || is_weak_net(offer.normal)) continue;
      const auto column = captions_.within(offer.normal);
      if (column && !header_.has(*column)) take(offer, *column);
    }
  }

  void take(Offer& offer, Column column) {
    offer.taken = true;
    ColumnMatch match{column, offer.caption, offer.index};
    if (column == Column::deduction || !header_.has(column)) {
      header_.columns.push_back(std::move(match));
    } else if (is_single(column)) {
      header_.repeated.push_back(std::move(match));
    }
  }

  const CaptionIndex& captions_;
  std::vector<Offer> offers_;
  HeaderRow header_;
};

bool names_people(const HeaderRow& header) {
  return header.has(Column::name) && (header.has(Column::account) || header.has(Column::id_no) ||
                                      header.has(Column::net) || header.has(Column::gross));
}

HeaderRow match_row(const CsvTable& table, std::uint32_t row, const CaptionIndex& captions) {
  Matcher matcher(captions);
  for (std::uint32_t index = 0; index < table.cells_in(row); ++index) {
    matcher.offer(index, squeeze(table.cell(row, index)));
  }
  auto header = matcher.match();
  header.row = row;
  header.first_row = row + 1;
  return header;
}

/// True for the second row of a header: captions, and nothing where a person would stand.
bool is_second_row(const CsvTable& table, const HeaderRow& header, const CaptionIndex& captions) {
  if (header.first_row > table.rows()) return false;
  for (const auto column : {Column::name, Column::id_no, Column::account}) {
    const auto index = header.find(column);
    if (index && !squeeze(table.cell(header.first_row, *index)).empty()) return false;
  }
  std::size_t known = 0;
  for (std::uint32_t index = 0; index < table.cells_in(header.first_row); ++index) {
    if (captions.exact(normal_caption(table.cell(header.first_row, index)))) ++known;
  }
  return known > 0;
}

HeaderRow match_two_rows(const CsvTable& table, std::uint32_t row, const CaptionIndex& captions) {
  Matcher matcher(captions);
  const auto cells = std::max(table.cells_in(row), table.cells_in(row + 1));
  for (std::uint32_t index = 0; index < cells; ++index) {
    auto child = squeeze(table.cell(row + 1, index));
    matcher.offer(index, child.empty() ? squeeze(table.cell(row, index)) : std::move(child));
  }
  auto header = matcher.match();
  header.row = row;
  header.first_row = row + 2;
  return header;
}

}  // namespace

std::optional<std::uint32_t> HeaderRow::find(Column column) const {
  for (const auto& match : columns) {
    if (match.column == column) return match.index;
  }
  return std::nullopt;
}

std::string normal_caption(std::string_view caption) {
  auto normal = squeeze(caption);
  remove_all(normal, "(元)");
  remove_all(normal, "*");
  std::transform(normal.begin(), normal.end(), normal.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return normal;
}

CaptionIndex::CaptionIndex(const payments::CaptionAliases& aliases) {
  for (const auto& [column, captions] : aliases.captions) {
    for (const auto& caption : captions) {
      auto normal = normal_caption(caption);
      exact_.emplace(normal, column);
      const bool usable = normal.size() >= kWithinBytesMin && !is_ascii(normal);
      if (usable && column != Column::name) by_length_.emplace_back(std::move(normal), column);
    }
  }
  std::stable_sort(by_length_.begin(), by_length_.end(),
                   [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
}

std::optional<Column> CaptionIndex::exact(std::string_view normal) const {
  auto known = exact_.find(std::string(normal));
  if (known == exact_.end()) known = exact_.find(without_brackets(normal));
  if (known == exact_.end()) return std::nullopt;
  return known->second;
}

std::optional<Column> CaptionIndex::within(std::string_view normal) const {
  const auto bare = without_brackets(normal);
  for (const auto& [alias, column] : by_length_) {
    const auto at = bare.find(alias);
    if (at == std::string::npos) continue;
    if (speaks_of_another(bare.substr(0, at) + " " + bare.substr(at + alias.size()))) {
      return std::nullopt;
    }
    return column;
  }
  return std::nullopt;
}

std::optional<HeaderRow> find_header(const CsvTable& table, const CaptionIndex& captions) {
  const auto last = std::min(table.rows(), kHeaderRowsMax);
  for (std::uint32_t row = 1; row <= last; ++row) {
    auto header = match_row(table, row, captions);
    const bool two_rows = header.has(Column::name) && is_second_row(table, header, captions);
    if (two_rows) header = match_two_rows(table, row, captions);
    if (names_people(header)) return header;
  }
  return std::nullopt;
}

}  // namespace anxin::bank
