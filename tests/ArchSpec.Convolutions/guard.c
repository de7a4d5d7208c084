// An allocator that catches writing and reading beyond a block, for LD_PRELOAD: what posix_memalign gives, as libtorch and oneDNN take for
// tensors and workspaces, ends at pages that nobody may touch, begins behind such, and is never used again. What is left of the last page,
// up to the alignment, holds a pattern that is looked at when the block is freed.
//   gcc -shared -fPIC -O2 guard.c -o guard.so -ldl
// With -DGUARD_PAGES=4 the addresses last for all tests of a project.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#ifndef GUARD_PAGES
#define GUARD_PAGES 64
#endif
#define PAGE 4096UL
#define GUARD (GUARD_PAGES * PAGE)
#define PATTERN 0xA5
#define SPACE (1UL << 45)

// Lies in the page before the guard before the block.
typedef struct {
    size_t size;
    size_t mapped;
} head;

// glibc's own. dlsym would call free.
extern void *__libc_memalign(size_t alignment, size_t size);
extern void *__libc_realloc(void *block, size_t size);
extern void __libc_free(void *block);

static char *space, *next;
static size_t (*usable_size)(void *);

static size_t up(size_t size, size_t to) { return (size + to - 1) / to * to; }

__attribute__((constructor)) static void reserve(void) {
    space = mmap(NULL, SPACE, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (space == MAP_FAILED) {
        perror("guard");
        abort();
    }
    next = space;
    usable_size = (size_t (*)(void *))dlsym(RTLD_NEXT, "malloc_usable_size");
}

static int is_ours(void *block) { return space && (char *)block >= space && (char *)block < space + SPACE; }

// A block begins in the first page of its body, since no alignment here is above a page.
static char *body_of(void *block) { return (char *)((uintptr_t)block / PAGE * PAGE); }

static head *head_of(void *block) { return (head *)(body_of(block) - GUARD - PAGE); }

int posix_memalign(void **result, size_t alignment, size_t size) {
    if (!space || alignment > PAGE) {
        *result = __libc_memalign(alignment, size);
        return *result ? 0 : ENOMEM;
    }
    size_t body = up(size ? size : 1, PAGE), mapped = PAGE + GUARD + body + GUARD;
    char *start = __atomic_fetch_add(&next, mapped, __ATOMIC_SEQ_CST);
    if (mprotect(start, PAGE, PROT_READ | PROT_WRITE) || mprotect(start + PAGE + GUARD, body, PROT_READ | PROT_WRITE)) {
        return ENOMEM;
    }
    memset(start + PAGE + GUARD, PATTERN, body);
    *result = start + PAGE + GUARD + body - up(size ? size : 1, alignment);
    *(head *)start = (head){size, mapped};
    return 0;
}

void *memalign(size_t alignment, size_t size) {
    void *block = NULL;
    errno = posix_memalign(&block, alignment, size);
    return block;
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

// To the file that GUARD_LOG names, where there is one: a test host keeps its standard error to itself.
static void say(size_t size, const char *where) {
    const char *log = getenv("GUARD_LOG");
    FILE *to = log ? fopen(log, "a") : stderr;
    fprintf(to ? to : stderr, "guard: a block of %zu bytes was written %s\n", size, where);
    fflush(NULL);
}

static void look(const char *from, const char *to, const char *where, size_t size) {
    for (; from < to; from++) {
        if ((unsigned char)*from != PATTERN) {
            say(size, where);
            abort();
        }
    }
}

void free(void *block) {
    if (!is_ours(block)) {
        __libc_free(block);
        return;
    }
    head *h = head_of(block);
    char *body = body_of(block);
    look(body, block, "before its beginning", h->size);
    look((char *)block + h->size, body + up(h->size ? h->size : 1, PAGE), "behind its end", h->size);

    // Gives the memory back, and lets nobody use it again.
    mmap(h, h->mapped, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED, -1, 0);
}

size_t malloc_usable_size(void *block) {
    return is_ours(block) ? head_of(block)->size : usable_size(block);
}

void *realloc(void *block, size_t size) {
    if (!is_ours(block)) {
        return __libc_realloc(block, size);
    }
    void *copy = malloc(size);
    size_t before = head_of(block)->size;
    memcpy(copy, block, before < size ? before : size);
    free(block);
    return copy;
}
