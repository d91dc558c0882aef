#pragma once

#include <QCoro/QCoroTask>
#include <QObject>
#include <QTemporaryDir>

#include <functional>
#include <memory>

class QTreeView;
class QWidget;

namespace kantoku::ui {
class MainWindow;
class Settings;
} // namespace kantoku::ui

/**
 * What the pictures are taken of: the main window, and a configuration with a program in every state for a kantokud of
 * its own. Poses drive it as a user would: by actions, the selection, and what is typed.
 */
class Studio : public QObject {
public:
    explicit Studio(bool dark);
    ~Studio() override;

    kantoku::ui::MainWindow *window() const { return m_window.get(); }
    kantoku::ui::Settings *settings() const { return m_settings.get(); }
    QString configurationFile() const;
    /// The text of the configuration file at first.
    static QByteArray configuration();
    void writeConfiguration(const QByteArray &text) const;

    /// Opens the configuration file and waits until its programs have come to rest.
    QCoro::Task<> openConfiguration();

    void trigger(const QString &action) const;
    QTreeView *tree() const;
    /// Selects the row of that name, a process or a group; the first server for an empty name.
    void select(const QString &name) const;
    /// Puts the text in the visible line of that object name.
    void type(const QString &objectName, const QString &text) const;

    /// The visible widget of that object name in any window, as soon as there is one; null after ten seconds.
    QCoro::Task<QWidget *> shown(QString objectName) const;
    /// False where it did not come true within ten seconds.
    QCoro::Task<bool> until(std::function<bool()> condition) const;
    /// For what cannot be asked for: a program's next lines, the end of an animation.
    QCoro::Task<> settle(int milliseconds = 200) const;
    /// Closes every dialog and menu, and empties the filter.
    void tidy() const;

private:
    QTemporaryDir m_folder;
    std::unique_ptr<kantoku::ui::Settings> m_settings;
    std::unique_ptr<kantoku::ui::MainWindow> m_window;
};
