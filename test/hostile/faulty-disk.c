/*
 * A disk that fails by a rule: preloaded into the program, it looks at writes and syncs of files below a folder.
 *
 * The rule is read from the file VENDUO_DISK_RULE at each call: "full" (ENOSPC), "write-error", "sync-error" (EIO),
 * "lost-sync" (says that it synced, and did nothing); empty or absent: a good disk.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int rule(int fd, char *into) {
  char link[64], target[4096];
  const char *folder = getenv("VENDUO_DISK_FOLDER");
  const char *file = getenv("VENDUO_DISK_RULE");
  if (!folder || !file) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, target, sizeof target - 1);
  if (length <= 0) return 0;
  target[length] = 0;
  if (strncmp(target, folder, strlen(folder)) != 0) return 0;
  int at = open(file, O_RDONLY | O_CLOEXEC);
  if (at < 0) return 0;
  ssize_t (*real_read)(int, void *, size_t) = dlsym(RTLD_NEXT, "read");
  ssize_t count = real_read(at, into, 31);
  close(at);
  into[count > 0 ? count : 0] = 0;
  return count > 0;
}

static int refuses_write(int fd) {
  char now[32];
  if (!rule(fd, now)) return 0;
  if (!strcmp(now, "full")) return ENOSPC;
  if (!strcmp(now, "write-error")) return EIO;
  return 0;
}

#define REFUSE(fd) do { int code = refuses_write(fd); if (code) { errno = code; return -1; } } while (0)

ssize_t write(int fd, const void *bytes, size_t count) {
  static ssize_t (*real)(int, const void *, size_t);
  if (!real) real = dlsym(RTLD_NEXT, "write");
  REFUSE(fd);
  return real(fd, bytes, count);
}
ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
  static ssize_t (*real)(int, const void *, size_t, off_t);
  if (!real) real = dlsym(RTLD_NEXT, "pwrite");
  REFUSE(fd);
  return real(fd, bytes, count, at);
}
ssize_t pwrite64(int fd, const void *bytes, size_t count, off_t at) {
  static ssize_t (*real)(int, const void *, size_t, off_t);
  if (!real) real = dlsym(RTLD_NEXT, "pwrite64");
  REFUSE(fd);
  return real(fd, bytes, count, at);
}
static int syncs(int fd, int (*real)(int)) {
  char now[32];
  if (rule(fd, now)) {
    if (!strcmp(now, "sync-error")) { errno = EIO; return -1; }
    if (!strcmp(now, "lost-sync")) return 0;
  }
  return real(fd);
}
int fsync(int fd) {
  static int (*real)(int);
  if (!real) real = dlsym(RTLD_NEXT, "fsync");
  return syncs(fd, real);
}
int fdatasync(int fd) {
  static int (*real)(int);
  if (!real) real = dlsym(RTLD_NEXT, "fdatasync");
  return syncs(fd, real);
}
