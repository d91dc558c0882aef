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

} // namespace

QList<Language> builtInLanguages()
{
    initResources();
    QList<Language> languages{{u"en"_s, u"English"_s}}; // "American English" in QLocale's words
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
    auto *english = new QTranslator(qApp);
    if (english->load(u"kantoku_en"_s, folder))
        QCoreApplication::installTranslator(english);
    auto *ours = new QTranslator(qApp);
    if (ours->load(locale, u"kantoku"_s, u"_"_s, folder))
        QCoreApplication::installTranslator(ours);
    auto *qt = new QTranslator(qApp);
    if (qt->load(locale, u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qt);
}

} // namespace kantoku::ui
