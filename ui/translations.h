#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace kantoku::ui {

struct Language {
    QString code; ///< as in the translation's file name: "ja", "zh_CN"
    QString name; ///< in the language itself
};

/// The languages that are compiled in, English first.
QList<Language> builtInLanguages();

/**
 * Gives the application a language, and English (for its plurals) where there is no translation. Dates and numbers are
 * written as in that language. To be called once, before anything is shown.
 *
 * @param language  a code of builtInLanguages(); empty: the system's
 */
void installTranslations(const QString &language = {});

/// The code of the language that the application speaks.
QString shownLanguage();

/// Sentences one after the other, as the application's language sets them; empty ones are left out.
QString joinedSentences(const QStringList &sentences);

} // namespace kantoku::ui
