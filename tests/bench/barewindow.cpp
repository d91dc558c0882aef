// The least that a desktop program of Qt Widgets does until a tree of ten processes is seen: what the desktop's own
// first picture is compared with. It has rows, for a window without any text never loads a font, which is half of all
// the work. Prints CLOCK_MONOTONIC in nanoseconds after its first paint, and ends.

#include "tests/bench/firstpaint.h"

#include <QApplication>
#include <QMainWindow>
#include <QMenuBar>
#include <QStandardItemModel>
#include <QTreeView>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QMainWindow window;
    QStandardItemModel model;
    model.setHorizontalHeaderLabels({u"Name"_s, u"State"_s, u"PID"_s, u"Description"_s});
    for (int i = 0; i < 10; ++i) {
        model.appendRow({new QStandardItem(u"web_%1"_s.arg(i)), new QStandardItem(u"RUNNING"_s),
                         new QStandardItem(QString::number(4711 + i)),
                         new QStandardItem(u"pid %1, uptime 0:01:02"_s.arg(4711 + i))});
    }
    auto *tree = new QTreeView(&window);
    tree->setModel(&model);
    window.menuBar()->addMenu(u"&File"_s);
    window.setCentralWidget(tree);
    window.resize(1180, 720);
    FirstPaint paint(tree->viewport(), [] { return true; });
    window.show();
    return QApplication::exec();
}
