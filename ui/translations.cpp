#include "ui/translations.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

// The resources are in a static library: nothing else would pull them in.
static void initResources()
{
    Q_INIT_RESOURCE(translations);
}

namespace kantoku::ui {

using namespace Qt::StringLiterals;

namespace {

const QString folder = u":/kantoku/translations"_s;
const QString english = u"en"_s;

QString &shown()
{
    static QString code = english;
    return code;
}

} // namespace

QList<Language> builtInLanguages()
{
    initResources();
    QList<Language> languages{{english, u"English"_s}}; // "American English" in QLocale's words
    for (const QString &file : QDir(folder).entryList({u"kantoku_*.qm"_s}, QDir::Files, QDir::Name)) {
        const QString code = file.section(u'_', 1).chopped(3);
        if (code != languages.first().code)
            languages.append({code, QLocale(code).nativeLanguageName()});
    }
    return languages;
}

void installTranslations(const QString &language)
{
    initResources();
    const QLocale locale = language.isEmpty() ? QLocale() : QLocale(language);
    auto *plurals = new QTranslator(qApp);
    if (plurals->load(u"kantoku_en"_s, folder))
        QCoreApplication::installTranslator(plurals);
    auto *ours = new QTranslator(qApp);
    const bool isTranslated = ours->load(locale, u"kantoku"_s, u"_"_s, folder);
    shown() = isTranslated ? ours->language() : english;
    if (isTranslated) {
        QCoreApplication::installTranslator(ours);
        // The system's own locale knows the user's country and habits; it stays where it is of that language.
        const QLocale::Language spoken = QLocale(ours->language()).language();
        const QLocale::Language system = QLocale().language();
        if (spoken != (system == QLocale::C ? QLocale::English : system))
            QLocale::setDefault(QLocale(ours->language()));
    }
    auto *qt = new QTranslator(qApp);
    if (qt->load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qt);
}

QString shownLanguage()
{
    return shown();
}

QString joinedSentences(const QStringList &sentences)
{
    QString text;
    for (const QString &sentence : sentences) {
        if (text.isEmpty())
            text = sentence;
        else if (!sentence.isEmpty())
            text = QCoreApplication::translate("Sentences", "%1 %2", "a sentence, and the next").arg(text, sentence);
    }
    return text;
}

} // namespace kantoku::ui
