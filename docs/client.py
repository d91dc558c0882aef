#!/usr/bin/env python3
"""Shows and controls the processes of a Supervisor or a kantokud.

usage: client.py SOCKET [start|stop|restart NAME]
"""
import http.client
import socket
import sys
import xmlrpc.client


class UnixConnection(http.client.HTTPConnection):
    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(self.host)


class UnixTransport(xmlrpc.client.Transport):
    def __init__(self, path):
        super().__init__()
        self.path = path

    def make_connection(self, host):
        return UnixConnection(self.path)


def main(path, action=None, name=None):
    server = xmlrpc.client.ServerProxy("http://localhost", transport=UnixTransport(path))
    try:
        if action in ("stop", "restart"):
            server.supervisor.stopProcess(name)
        if action in ("start", "restart"):
            server.supervisor.startProcess(name)
    except xmlrpc.client.Fault as fault:
        sys.exit(f"{name}: {fault.faultString}")
    for process in server.supervisor.getAllProcessInfo():
        print(f"{process['group']}:{process['name']} {process['statename']} {process['description']}")


if __name__ == "__main__":
    main(*sys.argv[1:])
