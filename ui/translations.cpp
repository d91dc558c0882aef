#include "ui/translations.h"

#include <QCoreApplication>
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

void installTranslations()
{
    initResources();
    const QString folder = u":/kantoku/translations"_s;
    auto *english = new QTranslator(qApp);
    if (english->load(u"kantoku_en"_s, folder))
        QCoreApplication::installTranslator(english);
    auto *ours = new QTranslator(qApp);
    if (ours->load(QLocale(), u"kantoku"_s, u"_"_s, folder))
        QCoreApplication::installTranslator(ours);
    auto *qt = new QTranslator(qApp);
    if (qt->load(QLocale(), u"qtbase"_s, u"_"_s, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(qt);
}

} // namespace kantoku::ui
