package io.truebook.engine;

import static io.truebook.engine.protocol.Protocol.SUBACCOUNT_BASE;

import java.util.Arrays;

/**
 * The places of accounts by number. Numbers are given out one after the other from the start of a range, so pages of arrays find them. But
 * anybody can name a number that was never given out: pages reach only so far, and an account beyond is found by its address.
 */
final class AccountTable {
    private static final int PAGE_BITS = 8;
    private static final int PAGE = 1 << PAGE_BITS;

    /** Pages of a range: 4,194,304 accounts in at most 16 MB. */
    private static final int PAGES = 1 << 14;

    private final CellTable beyond;

    /** The one asked for last: the steps of an operation ask for the same. */
    private Account last;

    private Account[][] users = new Account[1][];
    private Account[][] subaccounts = new Account[1][];

    AccountTable(CellTable beyond) {
        this.beyond = beyond;
    }

    Account get(long number) {
        Account account = last;
        return account != null && account.number == number ? account : (last = find(number));
    }

    private Account find(long number) {
        boolean sub = number >= SUBACCOUNT_BASE;
        Account[][] pages = sub ? subaccounts : users;
        long index = sub ? number - SUBACCOUNT_BASE : number;
        long page = index >>> PAGE_BITS;
        if (page < pages.length && pages[(int) page] != null) {
            Account account = pages[(int) page][(int) index & PAGE - 1];
            if (account != null) {
                return account;
            }
        }
        return page < PAGES ? add(number, sub, (int) index) : far(number);
    }

    private Account add(long number, boolean sub, int index) {
        int page = index >>> PAGE_BITS;
        Account[][] pages = sub ? subaccounts : users;
        if (page >= pages.length) {
            pages = Arrays.copyOf(pages, Math.max(2 * pages.length, page + 1));
            if (sub) {
                subaccounts = pages;
            } else {
                users = pages;
            }
        }
        if (pages[page] == null) {
            pages[page] = new Account[PAGE];
        }
        return pages[page][index & PAGE - 1] = new Account(number);
    }

    private Account far(long number) {
        Account account = (Account) beyond.get(CellAddresses.account(number));
        if (account == null) {
            account = new Account(number);
            beyond.add(account);
        }
        return account;
    }
}
