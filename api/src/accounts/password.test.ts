import { describe, expect, it } from 'vitest';
import { hashPassword, passwordFault, verifyPassword } from './password.ts';
import { hashOfCode, newCode, newToken } from './secret.ts';
import { addressPrefix } from './throttle.ts';

describe('a password', () => {
  it('is kept as argon2id at the setting of ASVS', async () => {
    expect(await hashPassword('tre xanh muôn đời')).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/);
  });

  it('is the same however its letters are composed', async () => {
    const hash = await hashPassword('đường tuần tra'.normalize('NFD'));
    expect(await verifyPassword(hash, 'đường tuần tra'.normalize('NFC'))).toBe(true);
    expect(await verifyPassword(hash, 'duong tuan tra')).toBe(false);
  });

  it('costs the same work for an account that does not exist', async () => {
    const hash = await hashPassword('tre xanh muôn đời');
    await verifyPassword(null, 'x');
    const work = async (passwordHash: string | null) => {
      const before = process.cpuUsage();
      await verifyPassword(passwordHash, 'sai mật khẩu');
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    // Processor time, turn by turn: on a busy machine waiting says nothing. Without a hash of its own it would be nothing at all.
    let [absent, present] = [0, 0];
    for (let round = 0; round < 10; round++) {
      absent += await work(null);
      present += await work(hash);
    }
    expect(absent / present).toBeGreaterThan(0.4);
    expect(absent / present).toBeLessThan(2.5);
  });

  it.each([
    'ngắn quá',
    'aaaaaaaaaaaaaaa',
    '123456789012345',
    'password123456',
    'PhenDau-LangSon',
    'Đồn Biên phòng Lạng Sơn',
    'PhenDau-LangSon-2026',
    'qwertyuiopasdf',
    'x'.repeat(300),
  ])('is refused when it is short or easy to guess: %s', (password) =>
    expect(passwordFault(password, [])).toBeDefined(),
  );

  it.each(['mưa rơi trên mái ngói', 'correct horse battery staple', 'x7#kQ9mzLp2vTT', '雨が降る夜の山道を一人歩く'])(
    'may be of any characters: %s',
    (password) => expect(passwordFault(password, [])).toBeUndefined(),
  );

  it('may not be made of the name of its holder', () => {
    expect(passwordFault('nguyenvanthanh1', ['nguyenvanthanh'])).toBeDefined();
  });
});

describe('secrets', () => {
  it('have 256 random bits as a token and 98 as a code that survives being typed', () => {
    expect(newToken()).toMatch(/^[\w-]{43}$/);
    const code = newCode();
    expect(code).toMatch(/^([2-9A-HJKMNP-TV-Z]{4}-){4}[2-9A-HJKMNP-TV-Z]{4}$/);
    expect(hashOfCode(code.toLowerCase().replaceAll('-', ' '))).toEqual(hashOfCode(code));
    expect(new Set(Array.from({ length: 100 }, newCode)).size).toBe(100);
  });
});

describe('an address', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('%s counts as %s', (from, counted) => expect(addressPrefix(from)).toBe(counted));
});
