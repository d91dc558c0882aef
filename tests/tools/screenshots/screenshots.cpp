// Drives the real widgets against a real kantokud and saves the pictures of picture.h's tables, in light and in dark.
// The scale is that of the environment that it is started in.

#include "tests/tools/screenshots/picture.h"
#include "tests/tools/screenshots/studio.h"
#include "ui/mainwindow.h"
#include "ui/settings.h"
#include "ui/translations.h"

#include <QApplication>
#include <QDir>
#include <QTimer>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

class Photographer : public QObject {
public:
    /// @param folder  the pictures go into folder-light and folder-dark
    explicit Photographer(QString folder)
        : m_folder(std::move(folder))
    {
    }

    QCoro::Task<> run()
    {
        for (const bool dark : {false, true}) {
            const QString folder = m_folder + (dark ? u"-dark" : u"-light");
            QDir().mkpath(folder);
            Studio studio(dark);
            co_await takeAll(welcomePictures(), &studio, folder);
            co_await studio.openConfiguration();
            for (const auto table : {processPictures(), logPictures(), configurationPictures(), preferencesPictures()})
                co_await takeAll(table, &studio, folder);
            studio.settings()->setDaemonsAtClose(kantoku::ui::Settings::DaemonsAtClose::Stop); // it would ask
            bool finished = false;
            connect(studio.window(), &kantoku::ui::MainWindow::finished, &studio, [&finished] { finished = true; });
            studio.window()->close();
            if (!co_await studio.until([&finished] { return finished; })) {
                std::fprintf(stderr, "screenshots: the window's own daemon does not end\n");
                m_failed = true;
            }
        }
        QCoreApplication::exit(m_failed ? 1 : 0);
    }

private:
    QCoro::Task<> takeAll(std::span<const Picture> pictures, Studio *studio, QString folder)
    {
        for (const Picture &picture : pictures) {
            QWidget *widget = co_await picture.pose(studio);
            co_await studio->settle();
            const QString file = u"%1/%2.png"_s.arg(folder, QString::fromLatin1(picture.name));
            if (!widget || !widget->grab().save(file)) {
                std::fprintf(stderr, "screenshots: %s\n",
                             qPrintable(widget ? file + u" cannot be written"_s : file + u" has nothing to show"_s));
                m_failed = true;
            }
            studio->tidy();
            co_await studio->settle();
        }
    }

    QString m_folder;
    bool m_failed = false;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    if (QApplication::arguments().size() != 3) {
        std::fputs("usage: screenshots FOLDER LANGUAGE\n", stderr);
        return 2;
    }
    QApplication::setQuitOnLastWindowClosed(false);
    kantoku::ui::installTranslations(QApplication::arguments().at(2));
    Photographer photographer(QApplication::arguments().at(1));
    QTimer::singleShot(0, &photographer, [&] { photographer.run(); });
    return QApplication::exec();
}
