#pragma once

#include <QByteArray>
#include <QMap>
#include <QRandomGenerator>
#include <QStringList>

/**
 * Makes configuration files as people might write them, most of them right, some with a mistake: the same ones for the
 * same seed.
 */
class ConfigGenerator {
public:
    explicit ConfigGenerator(quint32 seed)
        : m_random(seed)
    {
    }

    /// File names, relative to the folder of the configuration, with their bytes; "main.conf" is the main file.
    QMap<QString, QByteArray> files();

private:
    bool chance(int percent) { return int(m_random.bounded(100)) < percent; }
    QString pick(const QStringList &choices) { return choices.at(m_random.bounded(choices.size())); }
    QString value(const QString &option);
    QString line(const QString &option, const QString &value);
    QString options(const QStringList &known, const QStringList &required);
    QString noise();
    QString program(const QString &kind, const QString &name);
    QString supervisord();
    QString servers();
    QString groups();
    QString includes(QMap<QString, QByteArray> &files);
    QByteArray encoded(QString text);

    QRandomGenerator m_random;
    QStringList m_programs;
};
