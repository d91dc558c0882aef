#pragma once

#include "protocol/processstate.h"
#include "ui/processes/processtext.h"

#include <QColor>
#include <QIcon>
#include <QObject>
#include <QPalette>

namespace kantoku::ui {

/**
 * The application's look: one-colour icons tinted from the palette, and the few named colours that a palette has no
 * role for, each in a light and a dark form of at least 4.5:1 contrast against the palette's Base and AlternateBase.
 *
 * Lives with the application; widgets that keep colours or icons renew them on changed().
 */
class Theme : public QObject {
    Q_OBJECT
public:
    enum class Scheme { System, Light, Dark };
    Q_ENUM(Scheme)

    /// The application's theme; made on first use.
    static Theme *instance();

    Scheme scheme() const { return m_scheme; }
    void setScheme(Scheme scheme);
    bool isDark() const;

    /// An icon of resources/icons by name; takes the colour of the text where it is painted, also when disabled.
    static QIcon icon(const QString &name);
    static QIcon icon(const QString &name, const QColor &color);
    /// The icon of a state, in the state's colour.
    QIcon stateIcon(ProcessState state, Condition condition) const;
    QIcon conditionIcon(Condition condition) const;

    QColor stateColor(ProcessState state, Condition condition) const;
    QColor conditionColor(Condition condition) const;
    QColor warningColor() const;
    QColor errorColor() const;
    QColor successColor() const;

    static QPalette palette(Scheme scheme);

signals:
    void changed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    explicit Theme(QObject *parent);

    Scheme m_scheme = Scheme::System;
    QPalette m_systemPalette;
};

/// The ratio of WCAG 2 between two opaque colours, 1 to 21.
double contrastRatio(const QColor &one, const QColor &other);

} // namespace kantoku::ui
