using System.Text;

namespace IrqModel.Firmware.Tests;

/// <summary>
/// Gives a reader many inputs that are almost sound. No exception but <see cref="FirmwareFormatException"/> may come out, and no input
/// may take more than a second of the processor or 200 MB. The environment variable IRQ_FUZZ_ROUNDS sets how many there are; 20,000 if it
/// is not set.
/// </summary>
internal sealed class Fuzz(int seed)
{
    private const int UsualRounds = 20_000;
    private const long MostBytes = 200_000_000;
    private const string Alphabet = "0123456789abcdefx:.-+[](){}<>/|\\=,!\"'#$%&;*@ \t\n\r\0\e\u00A0\u2026\uFEFFDMARIRQVFCapabilities";

    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SlowTime = TimeSpan.FromMilliseconds(50);

    private readonly Random _random = new(seed);

    public static int Rounds => int.TryParse(Environment.GetEnvironmentVariable("IRQ_FUZZ_ROUNDS"), out int rounds) ? rounds : UsualRounds;

    /// <summary>Reads changed texts.</summary>
    public FuzzResult Run(string[] sound, Action<string> read) => Run(_ => Change(sound), read);

    /// <summary>Reads changed bytes.</summary>
    public FuzzResult Run(byte[][] sound, Action<byte[]> read) => Run(_ => Change(sound), read);

    private FuzzResult Run<T>(Func<int, T> make, Action<T> read)
    {
        var result = new FuzzResult();
        for (int round = 0; round < Rounds; round++)
        {
            T input = make(round);
            (TimeSpan time, long bytes) = Measure(input, read, result);
            // What is new to the process is compiled first, and memory is collected at any time; an input that is slow is slow again.
            for (int again = 0; again < 3 && time > SlowTime; again++)
            {
                TimeSpan next = Measure(input, read, result).Time;
                time = next < time ? next : time;
            }
            result.Add(time, bytes);
            Assert.True(time <= MostTime, $"seed {seed}, round {round}: an input took {time}");
            Assert.True(bytes <= MostBytes, $"seed {seed}, round {round}: an input took {bytes} bytes");
        }
        return result;
    }

    private static (TimeSpan Time, long Bytes) Measure<T>(T input, Action<T> read, FuzzResult result)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        double start = ThreadClock.Now;
        try
        {
            read(input);
        }
        catch (FirmwareFormatException)
        {
            result.Refused++;
        }
        return (TimeSpan.FromMilliseconds(ThreadClock.Now - start), GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private string Change(string[] sound)
    {
        var text = new StringBuilder(sound[_random.Next(sound.Length)]);
        for (int n = _random.Next(1, 8); n > 0; n--)
        {
            int at = _random.Next(text.Length);
            switch (_random.Next(8))
            {
                case 0:
                    text.Length = Math.Max(1, at);
                    break;
                case 1:
                    text.Remove(at, Math.Min(_random.Next(1, 40), text.Length - at)).Append(' ');
                    break;
                case 2:
                    text.Insert(at, new string(Alphabet[_random.Next(Alphabet.Length)], _random.Next(1, 9)));
                    break;
                case 3:
                    // One long run of one character, or of one piece of the text.
                    text.Insert(at, new string(Alphabet[_random.Next(Alphabet.Length)], _random.Next(1, 4000)));
                    break;
                case 4:
                    string piece = text.ToString(at, Math.Min(_random.Next(1, 60), text.Length - at));
                    text.Insert(_random.Next(text.Length), string.Concat(Enumerable.Repeat(piece, _random.Next(1, 40))));
                    break;
                case 5:
                    string other = sound[_random.Next(sound.Length)];
                    int from = _random.Next(other.Length + 1);
                    text.Insert(at, other[from..]);
                    break;
                default:
                    text[at] = Alphabet[_random.Next(Alphabet.Length)];
                    break;
            }
        }
        return text.ToString();
    }

    private byte[] Change(byte[][] sound)
    {
        var bytes = new List<byte>(sound[_random.Next(sound.Length)]);
        for (int n = _random.Next(1, 8); n > 0 && bytes.Count > 0; n--)
        {
            int at = _random.Next(bytes.Count);
            switch (_random.Next(5))
            {
                case 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(_random.Next(1, 16), bytes.Count - at));
                    break;
                case 2:
                    bytes.InsertRange(at, Enumerable.Repeat((byte)_random.Next(256), _random.Next(1, 64)));
                    break;
                case 3:
                    bytes[at] = (byte)(bytes[at] ^ 1 << _random.Next(8));
                    break;
                default:
                    bytes[at] = (byte)_random.Next(256);
                    break;
            }
        }
        return [.. bytes];
    }
}
