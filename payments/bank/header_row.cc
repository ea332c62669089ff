#include "payments/bank/header_row.h"

#include <algorithm>
#include <array>

#include "ledger/base/text.h"
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

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
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

bool speaks_of_another(const std::string& rest) {
  return std::any_of(kForeign.begin(), kForeign.end(), [&rest](std::string_view word) {
    return rest.find(word) != std::string::npos;
  });
}

// Under a caption of two rows these stand for the whole of it.
constexpr std::array<std::string_view, 7> kSumWords{"合计", "小计", "总计", "金额",
                                                    "总额", "计",   "数额"};

bool is_sum_word(std::string_view normal) {
  const auto bare = without_brackets(normal);
  return std::find(kSumWords.begin(), kSumWords.end(), bare) != kSumWords.end();
}

/// A column's caption before anybody knows what it means; `above` is the upper row of two.
struct Offer {
  std::uint32_t index = 0;
  std::string above, caption;

  [[nodiscard]] std::string shown() const {
    return above.empty() ? caption : caption.empty() ? above : above + "|" + caption;
  }
};

/// A choice with its field and column found.
struct Chosen {
  Column column{};
  std::uint32_t index = 0;
};

/// Assigns columns to fields: what is certain first, what is guessed last.
class Matcher {
 public:
  Matcher(const CaptionIndex& captions, std::vector<Offer> offers, std::vector<Chosen> chosen)
      : captions_(captions), chosen_(std::move(chosen)) {
    for (auto& offer : offers) {
      auto shown = offer.shown();
      if (shown.empty()) continue;
      auto normal = normal_caption(offer.caption.empty() ? offer.above : offer.caption);
      auto above = offer.caption.empty() ? std::string() : normal_caption(offer.above);
      waiting_.push_back({offer.index, std::move(shown), std::move(normal), std::move(above), {}});
    }
  }

  HeaderRow match() {
    take_chosen();
    take_groups();
    take_exact();
    take_weak_net();
    take_within();
    leave_rest();
    sort_by_index(header_.columns);
    sort_by_index(header_.repeated);
    sort_by_index(header_.unread);
    return std::move(header_);
  }

 private:
  struct Waiting {
    std::uint32_t index;
    std::string shown, normal, above;
    bool done = false;
  };

  template <class Columns>
  static void sort_by_index(Columns& columns) {
    std::stable_sort(columns.begin(), columns.end(),
                     [](const auto& a, const auto& b) { return a.index < b.index; });
  }

  Waiting* find(std::uint32_t index) {
    const auto at = std::find_if(waiting_.begin(), waiting_.end(),
                                 [index](const Waiting& one) { return one.index == index; });
    return at == waiting_.end() ? nullptr : &*at;
  }

  void take_chosen() {
    for (const auto& chosen : chosen_) {
      auto* known = find(chosen.index);
      if (known != nullptr) known->done = true;
      header_.columns.push_back(
          {chosen.column, known != nullptr ? known->shown : "", chosen.index, MatchedBy::choice});
    }
  }

  /// Captions under another one: its sum stands for it, its parts for nothing.
  void take_groups() {
    for (auto& one : waiting_) {
      if (one.done || one.above.empty() || one.above == one.normal) continue;
      if (rest_is_another(one.above)) {
        leave(one, UnreadFor::another);
        continue;
      }
      const auto whole = captions_.exact(one.above + one.normal);
      const auto group = captions_.exact(one.above);
      if (whole) {
        take(one, *whole, MatchedBy::caption);
      } else if (group && is_sum_word(one.normal)) {
        take(one, *group, MatchedBy::group_sum);
      } else if (group == Column::deduction && !captions_.exact(one.normal)) {
        take(one, Column::deduction, MatchedBy::group_part);
      } else if (group && is_sum(*group) && !captions_.exact(one.normal)) {
        leave(one, UnreadFor::group_part);
      }
    }
  }

  static bool is_sum(Column column) { return column == Column::gross || column == Column::net; }

  static bool rest_is_another(const std::string& above) {
    constexpr std::array<std::string_view, 6> kOtherMonths{"上月", "上期", "累计",
                                                           "已发", "往年", "去年"};
    return std::any_of(kOtherMonths.begin(), kOtherMonths.end(), [&](std::string_view word) {
      return above.find(word) != std::string::npos;
    });
  }

  void take_exact() {
    for (auto& one : waiting_) {
      if (one.done || is_weak_net(one.normal)) continue;
      if (const auto column = captions_.exact(one.normal)) take(one, *column, MatchedBy::caption);
    }
  }

  void take_weak_net() {
    for (auto& one : waiting_) {
      if (one.done || !is_weak_net(one.normal) || header_.has(Column::net)) continue;
      take(one, Column::net, MatchedBy::only_amount);
    }
  }

  void take_within() {
    for (auto& one : waiting_) {
      if (one.done || is_weak_net(one.normal)) continue;
      const auto column = captions_.within(one.normal);
      if (column && !header_.has(*column)) take(one, *column, MatchedBy::part);
    }
  }

  void leave_rest() {
    for (auto& one : waiting_) {
      if (one.done) continue;
      const bool repeated = is_weak_net(one.normal) || captions_.within(one.normal).has_value();
      const bool another = captions_.speaks_of_another(one.normal);
      leave(one, repeated  ? UnreadFor::repeated
                 : another ? UnreadFor::another
                           : UnreadFor::unknown);
    }
  }

  void leave(Waiting& one, UnreadFor why) {
    one.done = true;
    header_.unread.push_back({one.shown, one.index, why});
  }

  void take(Waiting& one, Column column, MatchedBy by) {
    one.done = true;
    ColumnMatch match{column, one.shown, one.index, by};
    if (column == Column::deduction || !header_.has(column)) {
      header_.columns.push_back(std::move(match));
      return;
    }
    header_.unread.push_back({one.shown, one.index, UnreadFor::repeated});
    const auto by_choice = [&](const Chosen& chosen) { return chosen.column == column; };
    const bool settled = std::any_of(chosen_.begin(), chosen_.end(), by_choice);
    if (is_single(column) && !settled) header_.repeated.push_back(std::move(match));
  }

  const CaptionIndex& captions_;
  std::vector<Chosen> chosen_;
  std::vector<Waiting> waiting_;
  HeaderRow header_;
};

bool names_people(const HeaderRow& header) {
  return header.has(Column::name) && (header.has(Column::account) || header.has(Column::id_no) ||
                                      header.has(Column::net) || header.has(Column::gross));
}

std::vector<Offer> offers_of_row(const CellTable& table, std::uint32_t row) {
  std::vector<Offer> offers;
  for (std::uint32_t index = 0; index < table.cells_in(row); ++index) {
    offers.push_back({index, "", squeeze(table.cell(row, index))});
  }
  return offers;
}

/// The caption above a cell of a header's second row: its own, its merged block's, or in a text
/// table the nearest to the left.
std::string caption_above(const CellTable& table, std::uint32_t row, std::uint32_t index) {
  auto own = squeeze(table.cell(row, index));
  if (!own.empty()) return own;
  for (const auto& block : table.merged()) {
    const bool inside = block.first_row <= row && row <= block.last_row &&
                        block.first_column <= index && index <= block.last_column;
    if (inside) return squeeze(table.cell(block.first_row, block.first_column));
  }
  if (table.origin() != Origin::text) return {};
  for (auto left = index; left > 0; --left) {
    own = squeeze(table.cell(row, left - 1));
    if (!own.empty()) return own;
  }
  return {};
}

std::vector<Offer> offers_of_two(const CellTable& table, std::uint32_t row) {
  std::vector<Offer> offers;
  const auto cells = std::max(table.cells_in(row), table.cells_in(row + 1));
  for (std::uint32_t index = 0; index < cells; ++index) {
    auto below = squeeze(table.cell(row + 1, index));
    auto above = below.empty() ? squeeze(table.cell(row, index)) : caption_above(table, row, index);
    if (above == below) above.clear();
    if (below.empty()) std::swap(above, below);
    offers.push_back({index, std::move(above), std::move(below)});
  }
  return offers;
}

bool has_digit(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

/// The caption of the name is one block over both rows.
bool is_merged_over(const CellTable& table, std::uint32_t row, std::uint32_t index) {
  return std::any_of(table.merged().begin(), table.merged().end(), [&](const MergedCells& block) {
    return block.first_row == row && block.last_row == row + 1 && block.first_column <= index &&
           index <= block.last_column;
  });
}

/// True for the second row of a header: captions, and nothing where a person would stand.
bool is_second_row(const CellTable& table, const HeaderRow& header, const CaptionIndex& captions) {
  const auto row = header.row + 1;
  if (row > table.rows()) return false;
  for (const auto column : {Column::name, Column::id_no, Column::account}) {
    const auto index = header.find(column);
    if (index && !squeeze(table.cell(row, *index)).empty()) return false;
  }
  if (is_merged_over(table, header.row, *header.find(Column::name))) return true;
  std::size_t known = 0;
  bool words = squeeze(table.cell(row, 0)).empty();
  std::size_t filled = 0;
  for (std::uint32_t index = 0; index < table.cells_in(row); ++index) {
    const auto normal = normal_caption(table.cell(row, index));
    if (captions.exact(normal)) ++known;
    if (!normal.empty()) ++filled;
    if (has_digit(normal)) words = false;
  }
  return known > 0 || (words && filled > 1);
}

using ChosenFields = std::vector<std::pair<Column, std::string>>;

/// Choices with their fields; the places are still to be found.
Result<ChosenFields> read_choices(const CaptionIndex& captions, const ColumnChoices& choices) {
  ChosenFields fields;
  for (const auto& choice : choices) {
    const auto column = captions.exact(normal_caption(choice.field));
    if (!column) return fail(kChoiceFieldUnknown, {{"field", choice.field}});
    const bool again = *column != Column::deduction &&
                       std::any_of(fields.begin(), fields.end(),
                                   [&](const auto& known) { return known.first == *column; });
    if (again) return fail(kChoiceRepeated, {{"field", choice.field}});
    fields.emplace_back(*column, choice.place);
  }
  return fields;
}

/// "B" is column 1; nothing for what is no column's name.
std::optional<std::uint32_t> column_by_letters(std::string_view place) {
  constexpr std::size_t kLettersMax = 2;
  if (place.empty() || place.size() > kLettersMax) return std::nullopt;
  std::uint32_t column = 0;
  for (const char c : place) {
    const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    if (upper < 'A' || upper > 'Z') return std::nullopt;
    column = column * 26 + static_cast<std::uint32_t>(upper - 'A' + 1);
  }
  return column - 1;
}

std::optional<std::uint32_t> find_place(const std::vector<Offer>& offers, const std::string& place,
                                        const CellTable& table) {
  const auto normal = normal_caption(place);
  for (const auto& offer : offers) {
    if (normal_caption(offer.caption) == normal || normal_caption(offer.shown()) == normal) {
      return offer.index;
    }
  }
  if (!table.keys().empty()) return std::nullopt;
  return column_by_letters(place);
}

Result<std::vector<Chosen>> place_choices(const ChosenFields& fields,
                                          const std::vector<Offer>& offers,
                                          const CellTable& table) {
  std::vector<Chosen> chosen;
  for (const auto& [column, place] : fields) {
    const auto index = find_place(offers, place, table);
    const Fields detail{{"field", std::string(payments::to_word(column))}};
    if (!index || *index >= kTableColumnsMax) return fail(kChoiceColumnUnknown, detail);
    const bool again = std::any_of(chosen.begin(), chosen.end(),
                                   [&](const Chosen& known) { return known.index == *index; });
    if (again) return fail(kChoiceRepeated, detail);
    chosen.push_back({column, *index});
  }
  return chosen;
}

/// The captions of a table and where they stand.
struct Captions {
  std::vector<Offer> offers;
  std::uint32_t row = 0;
  std::uint32_t rows = 0;
  std::uint32_t first_row = 0;  ///< of the people, where no row of captions says it
};

/// A row of captions is known by them alone: a choice would make any row one.
std::optional<Captions> find_captions(const CellTable& table, const CaptionIndex& captions) {
  const auto last = std::min(table.rows(), kHeaderRowsMax);
  for (std::uint32_t row = 1; row <= last; ++row) {
    auto header = match_captions(table, row, captions);
    if (header.has(Column::name) && is_second_row(table, header, captions)) {
      auto offers = offers_of_two(table, row);
      if (names_people(Matcher(captions, offers, {}).match())) return Captions{offers, row, 2};
    }
    if (names_people(header)) return Captions{offers_of_row(table, row), row, 1};
  }
  return std::nullopt;
}

bool is_number(Column column) {
  switch (column) {
    case Column::id_no:
    case Column::account:
    case Column::gross:
    case Column::net:
    case Column::owed:
      return true;
    default:
      return false;
  }
}

/// True where the row has a cell for each chosen column: captions that nobody knows, not a title.
bool spans(const CellTable& table, std::uint32_t row, const std::vector<Chosen>& chosen) {
  return std::all_of(chosen.begin(), chosen.end(),
                     [&](const Chosen& one) { return one.index < table.cells_in(row); });
}

/// Without captions: the people begin where a chosen number has a digit in it.
Captions headerless(const CellTable& table, const std::vector<Chosen>& chosen) {
  const auto last = std::min(table.rows(), kHeaderRowsMax);
  for (std::uint32_t row = 1; row <= last; ++row) {
    const bool begins = std::any_of(chosen.begin(), chosen.end(), [&](const Chosen& one) {
      return is_number(one.column) && has_digit(fold_width(table.cell(row, one.index)));
    });
    if (!begins) continue;
    if (row == 1) break;
    if (!spans(table, row - 1, chosen)) return {{}, 0, 0, row};
    return {offers_of_row(table, row - 1), row - 1, 1, row};
  }
  return {};
}

std::vector<Offer> offers_of_keys(const CellTable& table) {
  std::vector<Offer> offers;
  for (const auto& key : table.keys()) {
    offers.push_back({static_cast<std::uint32_t>(offers.size()), "", squeeze(key)});
  }
  return offers;
}

HeaderRow build(const Captions& found, const CaptionIndex& captions, std::vector<Chosen> chosen) {
  auto header = Matcher(captions, found.offers, std::move(chosen)).match();
  header.row = found.row;
  header.rows = found.rows;
  header.first_row = std::max(found.first_row, found.row + std::max(found.rows, 1U));
  return header;
}

}  // namespace

std::optional<std::uint32_t> HeaderRow::find(Column column) const {
  for (const auto& match : columns) {
    if (match.column == column) return match.index;
  }
  return std::nullopt;
}

ColumnChoices columns_in_order(std::string_view fields) {
  auto list = fold_width(fields);
  replace_all(list, "、", ",");
  ColumnChoices choices;
  std::uint32_t index = 0;
  for (const auto field : split(list, ',')) {
    const auto name = trim(field);
    if (!name.empty()) choices.push_back({std::string(name), column_name(index)});
    ++index;
  }
  return choices;
}

std::string normal_caption(std::string_view caption) {
  auto normal = normal_text(caption);
  remove_all(normal, " ");
  for (const std::string_view open : {"[", "【", "〔", "〖", "{"}) replace_all(normal, open, "(");
  for (const std::string_view close : {"]", "】", "〕", "〗", "}"}) replace_all(normal, close, ")");
  for (const std::string_view unit : {"(元)", "(人民币)", "(元/人)", "(¥)", "(rmb)", "(单位:元)"}) {
    remove_all(normal, unit);
  }
  remove_all(normal, "*");
  while (normal.ends_with(':')) normal.pop_back();
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
  for (const auto& [column, unused] : aliases.captions) {
    exact_.emplace(std::string(payments::to_word(column)), column);
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

std::optional<CaptionIndex::Within> CaptionIndex::search(std::string_view normal) const {
  const auto bare = without_brackets(normal);
  for (const auto& [alias, column] : by_length_) {
    const auto at = bare.find(alias);
    if (at == std::string::npos) continue;
    const auto rest = bare.substr(0, at) + " " + bare.substr(at + alias.size());
    return Within{column, bank::speaks_of_another(rest)};
  }
  return std::nullopt;
}

std::optional<Column> CaptionIndex::within(std::string_view normal) const {
  const auto found = search(normal);
  if (!found || found->another) return std::nullopt;
  return found->column;
}

bool CaptionIndex::speaks_of_another(std::string_view normal) const {
  const auto found = search(normal);
  return found && found->another;
}

std::string_view to_word(MatchedBy by) {
  switch (by) {
    case MatchedBy::caption:
      return "caption";
    case MatchedBy::choice:
      return "choice";
    case MatchedBy::part:
      return "part";
    case MatchedBy::only_amount:
      return "only-amount";
    case MatchedBy::group_sum:
      return "group-sum";
    case MatchedBy::group_part:
      return "group-part";
  }
  return "";
}

std::string_view to_word(UnreadFor why) {
  switch (why) {
    case UnreadFor::unknown:
      return "unknown";
    case UnreadFor::repeated:
      return "repeated";
    case UnreadFor::another:
      return "another";
    case UnreadFor::group_part:
      return "group-part";
  }
  return "";
}

HeaderRow match_captions(const CellTable& table, std::uint32_t row, const CaptionIndex& captions) {
  auto header = Matcher(captions, offers_of_row(table, row), {}).match();
  header.row = row;
  header.first_row = row + 1;
  return header;
}

Result<HeaderRow> find_header(const CellTable& table, const CaptionIndex& captions,
                              const ColumnChoices& choices) {
  const auto fields = LEDGER_TRY(read_choices(captions, choices));
  const bool keyed = !table.keys().empty();
  auto found = keyed ? Captions{offers_of_keys(table), 0, 0} : find_captions(table, captions);
  const auto first = table.rows() > 0 && !keyed ? offers_of_row(table, 1) : std::vector<Offer>();
  auto chosen = LEDGER_TRY(place_choices(fields, found ? found->offers : first, table));
  if (!found && !chosen.empty()) found = headerless(table, chosen);
  if (!found) return fail(kHeaderMissing);
  auto header = build(*found, captions, std::move(chosen));
  if (!names_people(header)) return fail(kHeaderMissing);
  return header;
}

}  // namespace anxin::bank
