// What is there before a server is open.

#include "tests/tools/screenshots/picture.h"
#include "tests/tools/screenshots/studio.h"
#include "ui/mainwindow.h"

#include <QDialog>

#include <array>

using namespace Qt::StringLiterals;

namespace {

QCoro::Task<QWidget *> welcome(Studio *studio)
{
    co_await studio->settle();
    co_return studio->window();
}

QCoro::Task<QWidget *> openServer(Studio *studio)
{
    studio->window()->showOpenDialog();
    QWidget *dialog = co_await studio->shown(u"openServerDialog"_s);
    studio->type(u"address"_s, u"unix:///run/kantoku.sock"_s);
    co_return dialog;
}

QCoro::Task<QWidget *> openServerBySsh(Studio *studio)
{
    studio->window()->showOpenDialog();
    QWidget *dialog = co_await studio->shown(u"openServerDialog"_s);
    studio->type(u"address"_s, u"ssh://deploy@web.example/run/supervisor.sock"_s);
    co_return dialog;
}

QCoro::Task<QWidget *> openServerProblem(Studio *studio)
{
    QWidget *dialog = co_await openServer(studio);
    if (auto *open = qobject_cast<QDialog *>(dialog))
        open->accept();
    co_await studio->shown(u"note"_s);
    co_await studio->settle(400);
    co_return dialog;
}

} // namespace

std::span<const Picture> welcomePictures()
{
    static constexpr std::array table{
        Picture{"welcome", welcome},
        Picture{"open-server", openServer},
        Picture{"open-server-ssh", openServerBySsh},
        Picture{"open-server-problem", openServerProblem},
    };
    return table;
}
