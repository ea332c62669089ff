// The XML reader at the seams of what it parses at once, in every encoding, and where it stops.
#include "payments/bank/xml_reader.h"

#include <gtest/gtest.h>

#include "payments/bank/bank_reasons.h"
#include "payments/bank/encode.h"
#include "payments/bank/utf8.h"

namespace anxin::bank {
namespace {

constexpr std::size_t kSeam = std::size_t{16} << 10U;  // so much is parsed at once
constexpr std::size_t kSeamStart = 4;                  // after the bytes that tell the encoding

/// The document with `inside` put so that a seam lies `before` bytes behind its begin.
std::string at_seam(std::string_view inside, std::size_t before) {
  std::string text = "<d>";
  text.append(kSeamStart + kSeam - before - text.size(), ' ');
  return text.append(inside).append("</d>");
}

/// Every node from front to back: "<a b=c>" for a begin, "[text]", "</a>".
std::string told(std::string_view bytes) {
  XmlReader xml(bytes);
  std::string told;
  for (auto node = xml.next_node(); node != XmlNode::none; node = xml.next_node()) {
    if (node == XmlNode::begin) {
      told.append("<").append(xml.name());
      const auto value = xml.attribute("b");
      if (!value.empty()) told.append(" b=").append(value);
      told += '>';
    } else if (node == XmlNode::end) {
      told.append("</").append(xml.name()).append(">");
    } else if (xml.text().find_first_not_of(' ') != std::string_view::npos) {
      told.append("[").append(xml.text()).append("]");
    }
  }
  if (xml.problem()) told.append("!").append(xml.problem()->code.word());
  return told;
}

TEST(XmlReader, TellsTheSameWhereverASeamLies) {
  const std::string inside =
      "<a b=\"1 &gt; 0\" c='>'>甄&#x67D0;<!-- a > b --><![CDATA[<&]]>y &lt; z</a>"
      "<x:n xmlns:x=\"urn:x\"/>";
  for (std::size_t before = 0; before <= inside.size(); ++before) {
    EXPECT_EQ(told(at_seam(inside, before)), "<d><a b=1 > 0>[甄某<&y < z]</a><n></n></d>")
        << before;
  }
}

TEST(XmlReader, OneTextMaySpanSeveralSeams) {
  const std::string text(3 * kSeam + 17, 'x');
  EXPECT_TRUE(told("<d>" + text + "</d>") == "<d>[" + text + "]</d>");
}

TEST(XmlReader, AnEmptyElementEndsLikeAnyOther) {
  EXPECT_EQ(told("<d><a/><a></a></d>"), "<d><a></a><a></a></d>");
}

TEST(XmlReader, AnAmpersandInAnAttributeIsOneCharacter) {
  EXPECT_EQ(told("<d b='a &amp; &#38; &#x26; c'/>"), "<d b=a & & & c></d>");
  EXPECT_EQ(told("<d b='&amp;#38;'/>"), "<d b=&#38;></d>");
}

TEST(XmlReader, APrefixThatNobodyDeclaredStaysBeforeTheName) {
  EXPECT_EQ(told("<x:d><a y:b='1'/></x:d>"), "<x:d><a></a></x:d>");
}

// Names that each encoding writes in its own way, enough of them for several seams.
std::string chinese_document(const std::string& declaration) {
  std::string text = declaration + "<d>";
  for (std::size_t at = 0; at < kSeam / 4; ++at) text += "<a>青溪建设·䶮𠮷</a>";
  return text + "</d>";
}

std::string utf16(std::string_view utf8, bool big) {
  std::string bytes;
  const auto append = [&](std::uint32_t unit) {
    const auto high = static_cast<char>(unit >> 8U);
    const auto low = static_cast<char>(unit & 0xFFU);
    bytes += big ? high : low;
    bytes += big ? low : high;
  };
  append(0xFEFF);
  while (!utf8.empty()) {
    const auto point = static_cast<std::uint32_t>(*take_code_point(utf8));
    if (point >= 0x10000) append(0xD800 + ((point - 0x10000) >> 10U));
    append(point >= 0x10000 ? 0xDC00 + ((point - 0x10000) & 0x3FFU) : point);
  }
  return bytes;
}

TEST(XmlReader, ReadsEveryEncodingAcrossSeams) {
  const auto expected = told(chinese_document(""));
  EXPECT_GT(expected.size(), 4 * kSeam);
  const Encoder encoder(payments::TextEncoding::gb18030);
  const auto gb18030 =
      encoder.encode(chinese_document("<?xml version=\"1.0\" encoding=\"GB18030\"?>"));
  for (const auto& bytes : {chinese_document("\xEF\xBB\xBF"), utf16(chinese_document(""), false),
                            utf16(chinese_document(""), true), *gb18030}) {
    const auto found = told(bytes);
    EXPECT_TRUE(found == expected) << found.substr(found.size() - 99);
  }
}

TEST(XmlReader, TellsWhatStandsBeforeAFaultAndThenTheFault) {
  EXPECT_EQ(told("<d><a/><b></d>"), "<d><a></a><b>!bank.xml-malformed");
  EXPECT_EQ(told("<d><a/>"), "<d><a></a>!bank.xml-malformed");
  EXPECT_EQ(told("<d>&chaos;</d>"), "<d>!bank.xml-malformed");
  EXPECT_EQ(told("<d>a\xFF</d>"), "<d>!bank.xml-malformed");
}

TEST(XmlReader, StopsAtADocumentTypeBeforeAnythingInIt) {
  const std::string bytes =
      "<?xml version='1.0'?>\n\n<!DOCTYPE d [\n<!ENTITY a 'b'>\n<!ENTITY % c SYSTEM 'file:///'>\n"
      "]>\n<d>&a;</d>";
  XmlReader xml(bytes);
  EXPECT_FALSE(xml.next_element());
  ASSERT_TRUE(xml.problem().has_value());
  EXPECT_EQ(xml.problem()->code, kDoctype);
  EXPECT_EQ(xml.problem()->row, 3U);
}

TEST(XmlReader, BoundsOneRunOfText) {
  const auto run = [](std::size_t bytes) {
    const auto text = "<d>" + std::string(bytes, ' ') + "</d>";
    return told(text);
  };
  EXPECT_EQ(run(kXmlRunBytesMax - 1), "<d></d>");
  EXPECT_EQ(run(kXmlRunBytesMax), "<d></d>");
  EXPECT_EQ(run(kXmlRunBytesMax + 1), "<d>!bank.xml-limit");
}

// To the chunk: what is read at once may hold the begin of the tag, and its end.
TEST(XmlReader, BoundsOneTag) {
  const auto tag = [](std::size_t bytes) {
    return told("<d><a b='" + std::string(bytes, ' ') + "'/><!--" + std::string(bytes, ' ') +
                "--></d>");
  };
  EXPECT_EQ(tag(kXmlTokenBytesMax).substr(0, 6), "<d><a ");
  EXPECT_EQ(tag(kXmlTokenBytesMax).find('!'), std::string::npos);
  EXPECT_EQ(tag(kXmlTokenBytesMax + 3 * kSeam), "<d>!bank.xml-limit");
}

TEST(XmlReader, AFloodOfAttributesTakesNoTime) {
  std::string text = "<d";
  for (std::size_t at = 0; at < 400'000; ++at) text += " a" + std::to_string(at) + "='1'";
  EXPECT_EQ(told(text + "/>"), "!bank.xml-limit");
}

TEST(XmlReader, CountsLinesBeyondSixteenBits) {
  std::string text = "<d>";
  text.append(70'000, '\n');
  text += "<a/></d>";
  XmlReader xml(text);
  EXPECT_TRUE(xml.next_element());
  EXPECT_TRUE(xml.next_element());
  EXPECT_EQ(xml.line(), 70'001U);
}

TEST(XmlReader, SkipsWhatIsNotReadOfAChild) {
  XmlReader xml("<d><a><d><b/></d></a><c>1</c></d>");
  ASSERT_TRUE(xml.next_element());
  const int depth = xml.depth();
  ASSERT_TRUE(xml.next_child(depth));
  EXPECT_EQ(xml.name(), "a");
  ASSERT_TRUE(xml.next_child(depth));
  EXPECT_EQ(xml.take().text(), "1");
  EXPECT_FALSE(xml.next_child(depth));
  EXPECT_FALSE(xml.next_child(depth));
}

TEST(XmlTree, FindsByPathTheFirstOfEachName) {
  XmlReader xml("<d z=' 1 '> x <a><b>1</b></a><a><b>2</b><c> 3 </c></a> y </d>");
  ASSERT_TRUE(xml.next_element());
  const auto d = xml.take();
  EXPECT_EQ(d.text(), "x  y");
  EXPECT_EQ(d.attribute("z"), "1");
  EXPECT_EQ(d.attribute("y"), "");
  EXPECT_EQ(d.text_at("a/b"), "1");
  EXPECT_FALSE(d.find("a/c").has_value());
  EXPECT_FALSE(d.find("b").has_value());
  const auto second = d.first_child()->next();
  EXPECT_EQ(second->text_at("c"), "3");
  EXPECT_FALSE(second->next().has_value());
  EXPECT_FALSE(second->child("b")->first_child().has_value());
}

TEST(XmlTree, TakesOneElementAfterAnother) {
  XmlReader xml("<d><a>1</a><b>2</b></d>");
  ASSERT_TRUE(xml.next_element());
  const int depth = xml.depth();
  XmlTree tree;
  EXPECT_FALSE(tree.root().first_child().has_value());
  while (xml.next_child(depth)) xml.take_into(tree);
  EXPECT_EQ(tree.elements(), 2U);
  EXPECT_EQ(tree.root().text_at("a"), "1");
  EXPECT_EQ(tree.root().text_at("b"), "2");
}

TEST(XmlTree, OfAFileThatBreaksOffHoldsWhatWasThere) {
  XmlReader xml("<d><a>1</a><b>2");
  ASSERT_TRUE(xml.next_element());
  const auto d = xml.take();
  EXPECT_TRUE(xml.problem().has_value());
  EXPECT_EQ(d.text_at("a"), "1");
  EXPECT_EQ(d.text_at("b"), "");
}

}  // namespace
}  // namespace anxin::bank
