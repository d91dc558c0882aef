#pragma once

#include "daemonfixture.h"

#include "ui/actionregistry.h"
#include "ui/mainwindow.h"
#include "ui/messagebar.h"
#include "ui/processes/processmodel.h"
#include "ui/settings.h"

#include <QTreeView>

/// The real window on a daemon of the test's own, with settings and folders of its own.
class WindowFixture {
public:
    explicit WindowFixture(DaemonFixture::Kind kind = DaemonFixture::Kind::Kantokud)
        : daemon(kind)
    {
        qputenv("XDG_RUNTIME_DIR", QFile::encodeName(m_home.path()));
        settings = std::make_unique<kantoku::ui::Settings>(settingsFile());
        makeWindow();
    }

    QString settingsFile() const { return m_home.filePath(QStringLiteral("settings.ini")); }

    void makeWindow()
    {
        window = std::make_unique<kantoku::ui::MainWindow>(settings.get());
        tree = named<QTreeView>(QStringLiteral("Processes"));
        QVERIFY(tree);
        window->resize(1300, 760);
        window->show();
        QVERIFY(QTest::qWaitForWindowExposed(window.get()));
    }

    /// Starts the daemon and shows it; ready when the row `first` is there.
    void open(const QByteArray &programs, const QString &first)
    {
        daemon.configure(programs);
        daemon.start();
        if (QTest::currentTestFailed())
            return;
        window->openServer(daemon.address());
        QTRY_VERIFY_WITH_TIMEOUT(row(first).isValid(), 20'000);
    }

    template <typename T>
    T *named(const QString &accessibleName) const
    {
        for (T *widget : window->findChildren<T *>()) {
            if (widget->accessibleName() == accessibleName)
                return widget;
        }
        return nullptr;
    }

    QModelIndex row(const QString &name) const
    {
        const QAbstractItemModel *model = tree->model();
        return model->match(model->index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchExactly | Qt::MatchRecursive)
            .value(0);
    }
    QString cell(const QString &name, int column) const { return row(name).siblingAtColumn(column).data().toString(); }
    QString state(const QString &name) const { return cell(name, kantoku::ui::ProcessModel::State); }

    void click(const QString &name, Qt::KeyboardModifiers modifiers = {})
    {
        const QModelIndex index = row(name);
        QVERIFY2(index.isValid(), qPrintable(name));
        tree->scrollTo(index);
        QTest::mouseClick(tree->viewport(), Qt::LeftButton, modifiers, tree->visualRect(index).center());
    }

    QAction *action(const char *id) const { return window->actions()[QString::fromLatin1(id)]; }
    QString message() const { return window->findChild<kantoku::ui::MessageBar *>()->text(); }

private:
    QTemporaryDir m_home;

public:
    DaemonFixture daemon;
    std::unique_ptr<kantoku::ui::Settings> settings;
    std::unique_ptr<kantoku::ui::MainWindow> window;
    QTreeView *tree = nullptr;
};

Q_DECLARE_METATYPE(DaemonFixture::Kind)

/// One row for each daemon: every test of the window holds against both.
inline void bothDaemons()
{
    QTest::addColumn<DaemonFixture::Kind>("kind");
    QTest::newRow("with kantokud") << DaemonFixture::Kind::Kantokud;
    QTest::newRow("with Debian's supervisord") << DaemonFixture::Kind::Supervisord;
}
