#include "payments/bank/xml_writer.h"

#include <gtest/gtest.h>

namespace anxin::bank {
namespace {

constexpr std::string_view kDeclaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

std::string written(std::string_view text) {
  XmlWriter xml;
  return xml.element("Nm", text).take().substr(kDeclaration.size());
}

TEST(XmlWriter, BeginsWithTheDeclaration) {
  XmlWriter xml;
  EXPECT_EQ(xml.element("a", "").take(), std::string(kDeclaration) + "<a></a>");
}

TEST(XmlWriter, EscapesWhatMarkupWouldSwallow) {
  EXPECT_EQ(written("a<b>&\"'"), "<Nm>a&lt;b&gt;&amp;&quot;'</Nm>");
}

TEST(XmlWriter, KeepsWhiteSpaceThatAReaderWouldChange) {
  EXPECT_EQ(written("a\r\n\tb"), "<Nm>a&#13;&#10;&#9;b</Nm>");
}

TEST(XmlWriter, WritesAttributesAndNestedElements) {
  XmlWriter xml;
  xml.open("A").attribute("Ccy", "C\"NY").open("B").text("1").close().line_break().close();
  EXPECT_EQ(xml.take().substr(kDeclaration.size()), "<A Ccy=\"C&quot;NY\"><B>1</B>\n</A>");
}

TEST(XmlText, AllowsChineseNamesAndRareCharacters) {
  EXPECT_TRUE(is_xml_text("张三·𠮷䶮"));
  EXPECT_TRUE(is_xml_text(""));
}

TEST(XmlText, RefusesControlCharactersButTabAndLineEnds) {
  EXPECT_FALSE(is_xml_text(std::string_view("\0", 1)));
  EXPECT_FALSE(is_xml_text("\x08"));
  EXPECT_TRUE(is_xml_text("\x09"));
  EXPECT_TRUE(is_xml_text("\x0A"));
  EXPECT_FALSE(is_xml_text("\x0B"));
  EXPECT_TRUE(is_xml_text("\x0D"));
  EXPECT_FALSE(is_xml_text("\x1F"));
  EXPECT_TRUE(is_xml_text("\x20"));
}

TEST(XmlText, RefusesTheLastTwoOfTheBasicPlane) {
  EXPECT_TRUE(is_xml_text("\xEF\xBF\xBD"));
  EXPECT_FALSE(is_xml_text("\xEF\xBF\xBE"));
  EXPECT_FALSE(is_xml_text("\xEF\xBF\xBF"));
}

TEST(XmlText, RefusesWhatIsNotUtf8) {
  EXPECT_FALSE(is_xml_text("\xD5\xC5"));          // 张 in GBK
  EXPECT_FALSE(is_xml_text("\xE5\xBC"));          // cut short
  EXPECT_FALSE(is_xml_text("\xC0\x80"));          // overlong
  EXPECT_FALSE(is_xml_text("\xED\xA0\x80"));      // surrogate
  EXPECT_FALSE(is_xml_text("\xF4\x90\x80\x80"));  // past the last code point
}

TEST(XmlWriterDeathTest, TextThatXmlCannotHoldIsOurMistake) {
  EXPECT_DEATH(written("\x01"), "invariant broken");
}

TEST(XmlWriterDeathTest, ElementsLeftOpenAreOurMistake) {
  EXPECT_DEATH(
      {
        XmlWriter xml;
        xml.open("a");
        (void)xml.take();
      },
      "invariant broken");
}

}  // namespace
}  // namespace anxin::bank
