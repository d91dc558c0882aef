"""nginx and redis, as Debian packages them, under kantokud from one configuration."""

import os
import signal
import socket
import unittest
import urllib.request

import interop
from interop import Daemon, free_port, wait_for

NGINX = """
pid {dir}/nginx.pid;
error_log stderr;
worker_processes 2;
events {{ worker_connections 64; }}
http {{
    access_log /dev/stdout;
    client_body_temp_path {dir}/body;
    proxy_temp_path {dir}/proxy;
    fastcgi_temp_path {dir}/fastcgi;
    uwsgi_temp_path {dir}/uwsgi;
    scgi_temp_path {dir}/scgi;
    server {{
        listen 127.0.0.1:{port};
        location / {{ return 200 "hello\\n"; }}
    }}
}}
"""

PROGRAMS = """
[program:nginx]
command=/usr/sbin/nginx -e stderr -p {dir} -c {dir}/nginx.conf -g "daemon off;"
stdout_logfile={dir}/nginx.log
stderr_logfile={dir}/nginx.err
stopsignal=QUIT

[program:redis]
command=/usr/bin/redis-server --bind 127.0.0.1 --port %d --dir {dir} --save ""
stdout_logfile={dir}/redis.log
environment=LC_ALL="C"
"""


def answers_http(port, path="/"):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            return answer.status == 200 and answer.read() == b"hello\n"
    except OSError:
        return False


def answers_ping(port):
    try:
        with socket.create_connection(("127.0.0.1", port), 10) as connection:
            connection.settimeout(10)
            connection.sendall(b"PING\r\n")
            return connection.recv(64) == b"+PONG\r\n"
    except OSError:
        return False


class TestServers(unittest.TestCase):
    def setUp(self):
        self.http_port, self.redis_port = free_port(), free_port()
        self.daemon = Daemon(PROGRAMS % self.redis_port)
        with open(self.daemon.path("nginx.conf"), "w", encoding="utf-8") as file:
            file.write(NGINX.format(dir=self.daemon.directory, port=self.http_port))
        self.addCleanup(self.daemon.__exit__)
        self.daemon.__enter__()
        wait_for(lambda: answers_http(self.http_port), "nginx answers")
        wait_for(lambda: answers_ping(self.redis_port), "redis answers")
        self.nginx = self.daemon.wait_for_state("nginx", "RUNNING")["pid"]
        self.redis = self.daemon.wait_for_state("redis", "RUNNING")["pid"]

    def new_pid(self, name, old):
        wait_for(lambda: self.daemon.info(name)["pid"] not in (0, old), f"{name} was started again")
        return self.daemon.wait_for_state(name, "RUNNING")["pid"]

    def test_kill_9_is_followed_by_a_respawn(self):
        # With its master killed alone, nginx's workers would keep the port; the group is the master's own.
        self.assertEqual(os.getpgid(self.nginx), self.nginx)
        os.killpg(self.nginx, signal.SIGKILL)
        self.new_pid("nginx", self.nginx)
        wait_for(lambda: answers_http(self.http_port), "nginx answers again")
        self.assertEqual(self.daemon.info("redis")["pid"], self.redis)

        os.kill(self.redis, signal.SIGKILL)
        self.new_pid("redis", self.redis)
        wait_for(lambda: answers_ping(self.redis_port), "redis answers again")
        self.assertIn("WARN exited: redis (terminated by SIGKILL; not expected)", self.daemon.read("main.log"))

    def test_stop_start_and_restart(self):
        self.assertEqual(self.daemon.ctl("stop", "nginx"), (0, "nginx: stopped\n", ""))
        self.assertFalse(answers_http(self.http_port))
        self.assertTrue(answers_ping(self.redis_port))
        self.assertEqual(self.daemon.ctl("start", "nginx"), (0, "nginx: started\n", ""))
        wait_for(lambda: answers_http(self.http_port), "nginx answers after start")

        self.assertEqual(self.daemon.ctl("restart", "redis"), (0, "redis: stopped\nredis: started\n", ""))
        self.assertNotEqual(self.daemon.info("redis")["pid"], self.redis)
        wait_for(lambda: answers_ping(self.redis_port), "redis answers after restart")

    def test_a_changed_option_through_update(self):
        port = free_port()
        self.daemon.configure(PROGRAMS % port)
        self.assertEqual(self.daemon.ctl("reread"), (0, "redis: changed\n", ""))
        self.assertEqual(self.daemon.ctl("update"), (0, "redis: stopped\nredis: updated process group\n", ""))
        wait_for(lambda: answers_ping(port), "redis answers on its new port")
        self.assertFalse(answers_ping(self.redis_port))
        self.assertEqual(self.daemon.info("nginx")["pid"], self.nginx)

    def test_logs_are_complete(self):
        paths = [f"/request-{number}" for number in range(300)]
        self.assertTrue(all(answers_http(self.http_port, path) for path in paths))
        self.assertEqual(self.daemon.ctl("stop", "all")[0], 0)
        log = self.daemon.read("nginx.log")
        # nginx's two workers write as they please, so the order is theirs.
        self.assertCountEqual([line.split()[6] for line in log.splitlines() if "/request-" in line], paths)
        self.assertTrue(log.endswith("\n"))
        redis = self.daemon.read("redis.log")
        self.assertIn("Ready to accept connections", redis)
        self.assertIn("bye bye", redis.splitlines()[-1])


if __name__ == "__main__":
    interop.main()
