#pragma once
/// Vocalised Arabic as it sounds. Inner part of this folder.
///
/// espeak-ng 1.51 reads Arabic letter by letter: it speaks the silent alef of المسوا, keeps each ال whole where speech
/// runs on, doubles what the sun letters have doubled, and puts the stress anywhere. So words that carry their vowels are
/// turned into its phonemes here, by the rules that every reader of Arabic learns:
///
///   hamzat al-wasl   falls after a word that runs on: في الفتحة is fi-l-fat-ha
///   sun letters      take the place of the ل of the article
///   a pause          (. , ؟ and their like, and the end) drops the last short vowel, and the t of ة
///   silent letters   the alef of ـوا and of ـًا
///   stress           on the last syllable if it is very heavy, else on the last but one if it is heavy, else before it
///
/// Words without vowels (names as a card has them), digits and other scripts go through to espeak-ng's own reading.
///
/// Source: W. Wright, A Grammar of the Arabic Language, part I; K. Ryding, A Reference Grammar of Modern Standard Arabic, chapter 2.

#include "kiosk/base/core/secret.h"
#include "kiosk/glass/speech/letters.h"

namespace kiosk::speech {

/// What espeak-ng's Arabic voice is given for a sentence: `[[f|i|l]] [[f|'a|t|H|a]]`.
[[nodiscard]] SecretText arabic_script(Letters const& sentence);

}
