#pragma once

#include "ui/actionregistry.h"
#include "ui/mainwindow.h"
#include "ui/messagebar.h"
#include "ui/servers/openserverdialog.h"
#include "ui/servers/passwordstore.h"
#include "ui/servers/serveractions.h"
#include "ui/settings.h"
#include "ui/translations.h"

#include <QComboBox>
#include <QDirIterator>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

/// A window with settings and passwords of its own, in a home of its own: what the tests of servers drive.
class ServerWindow {
public:
    ServerWindow()
    {
        [[maybe_unused]] static const bool plurals = (kantoku::ui::installTranslations(), true);
        for (const char *folder : {"run", "config", "state", "data"})
            QDir(m_home.path()).mkpath(QString::fromLatin1(folder));
        QFile::setPermissions(file(QStringLiteral("run")), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        set("HOME", {});
        set("XDG_RUNTIME_DIR", QStringLiteral("run"));
        set("XDG_CONFIG_HOME", QStringLiteral("config"));
        set("XDG_STATE_HOME", QStringLiteral("state"));
        set("XDG_DATA_HOME", QStringLiteral("data"));
        qputenv("PATH", QByteArray(KANTOKU_BIN_DIR ":/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin"));
        open();
    }

    /// The program ends and starts again: what is not in the settings or the keychain is gone.
    void restart()
    {
        close();
        open();
        window->restoreServers();
    }

    void close()
    {
        window.reset();
        settings.reset();
    }

    void open()
    {
        settings = std::make_unique<kantoku::ui::Settings>(file(QStringLiteral("settings.ini")));
        window = std::make_unique<kantoku::ui::MainWindow>(settings.get());
        window->serverActions().setPasswordStore(std::make_unique<Passwords>(&keychain));
        window->resize(1100, 700);
        window->show();
        tree = named<QTreeView>(QStringLiteral("Processes"));
    }

    QString file(const QString &name) const { return m_home.filePath(name); }
    /// The files that it has written, wherever, with that text in them.
    QStringList filesWith(const QByteArray &text) const
    {
        QStringList found;
        QDirIterator files(m_home.path(), QDir::Files | QDir::Hidden | QDir::System, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile each(files.next());
            if (each.fileName().contains(QString::fromUtf8(text))
                || (each.open(QFile::ReadOnly) && each.readAll().contains(text)))
                found.append(each.fileName());
        }
        return found;
    }

    template <typename T>
    T *named(const QString &accessibleName, QWidget *root = nullptr) const
    {
        for (T *widget : (root ? root : window.get())->findChildren<T *>()) {
            if (widget->accessibleName() == accessibleName)
                return widget;
        }
        return nullptr;
    }
    static QAbstractButton *button(QWidget *root, const QString &text)
    {
        for (QAbstractButton *each : root->findChildren<QAbstractButton *>()) {
            if (QString(each->text()).remove(u'&') == text)
                return each;
        }
        return nullptr;
    }
    void click(QWidget *root, const QString &text) const
    {
        QAbstractButton *found = button(root, text);
        QVERIFY2(found && found->isVisible() && found->isEnabled(), qPrintable(text));
        QTest::mouseClick(found, Qt::LeftButton);
    }

    QModelIndex row(const QString &name) const
    {
        const QAbstractItemModel *model = tree->model();
        return model->match(model->index(0, 0), Qt::DisplayRole, name, 1, Qt::MatchExactly | Qt::MatchRecursive)
            .value(0);
    }
    QString message() const { return window->findChild<kantoku::ui::MessageBar *>()->text(); }
    kantoku::ui::OpenServerDialog *dialog() const
    {
        return window->findChild<kantoku::ui::OpenServerDialog *>(QString(), Qt::FindDirectChildrenOnly);
    }
    /// What the dialog says of its test.
    QString note() const
    {
        auto *label = named<QLabel>(QStringLiteral("Result of the test"), dialog());
        return label->isVisible() ? label->text() : QString();
    }
    /// What stands before that field of the dialog.
    QString label(const QString &field) const
    {
        const auto *edit = named<QLineEdit>(field, dialog());
        for (const QLabel *each : dialog()->findChildren<QLabel *>()) {
            if (each->buddy() == edit)
                return QString(each->text()).remove(u'&');
        }
        return {};
    }
    void typeAddress(const QString &address) const
    {
        auto *edit = named<QComboBox>(QStringLiteral("Address"), dialog())->lineEdit();
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, address);
    }

    /// Outlives the window, as the system's does.
    struct Keychain {
        QHash<QString, QString> passwords;
        bool isAvailable = true;
    };
    Keychain keychain;
    std::unique_ptr<kantoku::ui::Settings> settings;
    std::unique_ptr<kantoku::ui::MainWindow> window;
    QTreeView *tree = nullptr;

private:
    class Passwords : public kantoku::ui::PasswordStore {
    public:
        explicit Passwords(Keychain *keychain)
            : m_keychain(keychain)
        {
        }
        QCoro::Task<kantoku::Result<void>> probe() override
        {
            if (!m_keychain->isAvailable)
                co_return kantoku::failure(kantoku::Error::Code::System, QStringLiteral("No keychain answers."));
            co_return kantoku::Result<void>();
        }
        QCoro::Task<kantoku::Result<QString>> read(QString address, QString user) override
        {
            co_return m_keychain->passwords.value(kantoku::ui::passwordKey(address, user));
        }
        QCoro::Task<kantoku::Result<void>> write(QString address, QString user, QString password) override
        {
            m_keychain->passwords.insert(kantoku::ui::passwordKey(address, user), password);
            co_return kantoku::Result<void>();
        }
        QCoro::Task<kantoku::Result<void>> remove(QString address, QString user) override
        {
            m_keychain->passwords.remove(kantoku::ui::passwordKey(address, user));
            co_return kantoku::Result<void>();
        }

    private:
        Keychain *m_keychain;
    };

    void set(const char *variable, const QString &folder) const { qputenv(variable, QFile::encodeName(file(folder))); }

    QTemporaryDir m_home;
};
