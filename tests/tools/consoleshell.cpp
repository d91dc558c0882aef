#include "client/session.h"
#include "ui/console/consoleinput.h"
#include "ui/console/consolewidget.h"
#include "ui/logs/logdocument.h"
#include "ui/logs/logview.h"
#include "ui/theme.h"

#include <QApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QSocketNotifier>
#include <QStandardPaths>
#include <QTest>

#include <cstdio>
#include <unistd.h>

// usage: consoleshell URL: the desktop's console on that server, for a test to type into. Each line of standard input
// is an object: {"type": TEXT} types the text and Return, {"press": "C-c"} presses Ctrl+C, {} does nothing. The answer
// is one line: {"text": what the output shows, "prompt": what stands before the input, "running": whether a command
// runs}.

using namespace Qt::StringLiterals;
using namespace kantoku;

namespace {

void press(ui::ConsoleWidget &console, const QJsonObject &request)
{
    QWidget *input = console.focusProxy();
    if (request.contains("type"_L1)) {
        QTest::keyClicks(input, request["type"_L1].toString());
        QTest::keyClick(input, Qt::Key_Return);
    }
    if (request["press"_L1] == "C-c"_L1)
        QTest::keyClick(input, Qt::Key_C, Qt::ControlModifier);
}

QString promptOf(const ui::ConsoleWidget &console)
{
    for (const QLabel *label : console.findChildren<QLabel *>()) {
        if (label->buddy() == console.focusProxy())
            return label->text();
    }
    return {};
}

QByteArray answer(const ui::ConsoleWidget &console)
{
    const ui::LogBuffer &buffer = console.output()->document()->buffer();
    const QJsonObject reply{{"text"_L1, console.output()->text(buffer.firstLine(), buffer.endLine())},
                            {"prompt"_L1, promptOf(console)},
                            {"running"_L1, console.isRunning()}};
    return QJsonDocument(reply).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QStandardPaths::setTestModeEnabled(true);
    const auto address = client::ServerAddress::parse(QApplication::arguments().value(1));
    if (!address) {
        std::fprintf(stderr, "consoleshell: %s\n", qPrintable(address.error().message));
        return 2;
    }
    ui::Theme::instance();
    client::Session session(*address);
    ui::ConsoleWidget console(&session);
    console.resize(1000, 600);
    console.show();

    QByteArray pending;
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, &app, [&] {
        char bytes[4096];
        const ssize_t got = ::read(STDIN_FILENO, bytes, sizeof bytes);
        if (got <= 0) {
            QApplication::quit();
            return;
        }
        pending.append(bytes, got);
        for (qsizetype end = pending.indexOf('\n'); end >= 0; end = pending.indexOf('\n')) {
            press(console, QJsonDocument::fromJson(pending.first(end)).object());
            pending.remove(0, end + 1);
            const QByteArray reply = answer(console);
            std::fwrite(reply.constData(), 1, size_t(reply.size()), stdout);
            std::fflush(stdout);
        }
    });
    return QApplication::exec();
}
