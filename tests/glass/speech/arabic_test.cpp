#include "kiosk/glass/speech/voice.h"

#include <catch2/catch.hpp>

#include <string>

using namespace kiosk;
using namespace kiosk::speech;

namespace {

/// What the voice is given, as one reads it: without the separators.
std::string sounds(std::string_view sentence)
{
    std::string out(script_of(Language::arabic, sentence).view());
    for (std::string_view const sign : { "[[", "]]", "|" }) {
        for (auto at = out.find(sign); at != out.npos; at = out.find(sign))
            out.erase(at, sign.size());
    }
    return out;
}

}

TEST_CASE("vocalised Arabic is read as it sounds", "[speech]")
{
    CHECK(sounds("أَهْلًا") == "?'ahlan");
    CHECK(sounds("كِتَابُ") == "kit'a:b");
    CHECK(sounds("بَيْتُنَا وَيَوْمُنَا") == "b'ajtuna: waj'awmuna:");
    CHECK(sounds("مَسَاءً") == "mas'a:?an");
    CHECK(sounds("شَيْءٍ آخَرَ") == "S'aj?in ?'a:XaR");
    CHECK(sounds("إِلَى") == "?'ila:");
    CHECK(sounds("مُوسَى") == "m'u:sa:");
    CHECK(sounds("رُؤْيَة وَبِئْر") == "R'u?ja wab'i?R");
    CHECK(sounds("يَوَدُّ ثَوَانِيَ") == "jaw'addu Taw'a:ni:");
}

TEST_CASE("a doubled letter is said twice, in whichever order its marks come", "[speech]")
{
    CHECK(sounds("مُؤَك\u0651\u064Eد") == "mu?'akkad");
    CHECK(sounds("مُؤَك\u064E\u0651د") == "mu?'akkad");
    CHECK(sounds("مَادَّةٌ") == "m'a:dda");
}

TEST_CASE("the alef behind the plural and behind tanwin is silent", "[speech]")
{
    CHECK(sounds("أَدْخِلُوا بِطَاقَةً") == "?'adXilu: bit['a.:qatan");
    CHECK(sounds("لَمْ تَدْعُوا أَحَدًا الآنَ") == "lam t'adAu: ?'aHadanil ?'a:n");
    CHECK(sounds("رَقْمًا رَقماً") == "R'aqman رَقماً"); // half vocalised: espeak-ng reads it
}

TEST_CASE("the article takes the sun letter, and leans on the word before it", "[speech]")
{
    CHECK(sounds("الشَّمْسُ") == "?aSS'ams");
    CHECK(sounds("القَمَرُ") == "?alq'amaR");
    CHECK(sounds("فِي الفَتْحَةِ") == "fil f'atHa");
    CHECK(sounds("عَلَى الشَّاشَةِ.") == "A'alaS S'a:Sa.");
    CHECK(sounds("هُوَ. الشَّاشَةُ") == "h'uwa. ?aSS'a:Sa");
    CHECK(sounds("وَالشَّاشَةُ وَالقَمَرُ") == "waSS'a:Satu walq'amaR");
    CHECK(sounds("بِالشَّاشَةِ لِلشَّاشَةِ لِلْقَمَرِ") == "biSS'a:Sati liSS'a:Sati lilq'amaR");
    CHECK(sounds("وَالِدٌ وَوَاحِدٌ") == "w'a:lidun waw'a:Hid");
    CHECK(sounds("الَّتِي فِي الَّذِي") == "?'allati: fil laDi:");
    CHECK(sounds("مِنَ الجِهَازِ") == "m'inal dZih'a:z");
    CHECK(sounds("مِنْ الجِهَازِ") == "minil dZih'a:z");
}

TEST_CASE("hamzat al-wasl is said after a pause alone", "[speech]")
{
    CHECK(sounds("اِسْتَخْدِمُوا") == "?ist'aXdimu:");
    CHECK(sounds("اُكْتُبُوا") == "?'uktubu:");
    CHECK(sounds("ثُمَّ اسْتَخْدِمُوا") == "T'ummas t'aXdimu:");
    CHECK(sounds("وَاحْتَفِظُوا بِاسْمِ") == "waHt'afiZu.: b'ism");
    CHECK(sounds("فِي الِاسْتِعْلَامِ الاِسْتِعْلَامُ") == "fi listiAl'a:mi listiAl'a:m");
}

TEST_CASE("before a pause the last vowel falls", "[speech]")
{
    CHECK(sounds("البَابُ مَفْتُوحٌ.") == "?alb'a:bu maft'u:H.");
    CHECK(sounds("غُرْفَةٌ، غُرْفَةٌ كَبِيرَةٌ") == "gH'uRfa, gH'uRfatun kab'i:Ra");
    CHECK(sounds("مَجَّانًا") == "madZdZ'a:nan");
    CHECK(sounds("لَا مَعَ") == "la: maA");
    CHECK(sounds("ثَوَانٍ 5") == "Taw'a:nin 5");
    CHECK(sounds("ثَوَانٍ ٥") == "Taw'a:nin ٥");
}

TEST_CASE("the stress stands where a reader puts it", "[speech]")
{
    CHECK(sounds("طَلَبَ") == "t['a.lab");
    CHECK(sounds("طَلَبَكُمْ هُنَا") == "t[a.l'abakum h'una:");
    CHECK(sounds("بِطَاقَتَكُمْ الآن") == "bit[a.:q'atakumil ?'a:n");
    CHECK(sounds("مُوَظَّفِينَ") == "muwaZZa.f'i:n");
    CHECK(sounds("الطَّلَبُ") == "?at[t['a.lab"); // never on the article
}

TEST_CASE("words that are written without their long vowel are known", "[speech]")
{
    CHECK(sounds("هَذَا هَذِهِ هَؤُلَاءِ ذَلِكَ") == "h'a:Da: h'a:Dihi ha:?ul'a:?i D'a:lik");
    CHECK(sounds("وَلَكِنْ لَكُنَّ") == "wal'a:kin lak'unn");
    CHECK(sounds("هٰذَا") == "h'a:Da:");
    CHECK(sounds("عَبْدُ اللَّهِ") == "A'abdul l'a:h");
}

TEST_CASE("what carries no vowels, digits and other scripts go through", "[speech]")
{
    CHECK(script_of(Language::arabic, "أحمد").view() == "أحمد");
    CHECK(script_of(Language::arabic, "  12  ٣").view() == " 12 ٣");
    CHECK(script_of(Language::arabic, "Seoul 한글").view() == "Seoul 한글");
    CHECK(script_of(Language::arabic, "مح\u064E\u0651مد").view() == "مح\u0651\u064Eمد");
    CHECK(sounds("السَّيِّدُ أحمد، مَعَكُمْ؟") == "?ass'ajjidu أحمد, m'aAakum?");
    CHECK(script_of(Language::arabic, "").view().empty());
    CHECK(script_of(Language::arabic, "\u064E\u0651").view() == "\u0651\u064E"); // marks alone
}
