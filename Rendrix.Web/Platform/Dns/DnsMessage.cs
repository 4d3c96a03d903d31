using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Rendrix.Web.Platform.Dns;

/// <summary>A message that breaks the format.</summary>
public sealed class DnsFormatException(string why) : Exception(why);

/// <summary>
/// Questions and answers on the wire (RFC 1035 section 4). Everything that is read comes from a stranger: each length is checked against what
/// is there, pointers lead backwards only, and the number of records is bounded by the size of the message.
/// </summary>
public sealed record DnsMessage(ushort Id, bool IsResponse, bool IsTruncated, DnsCode Code, string QuestionName, DnsType QuestionType, IReadOnlyList<DnsRecord> Answers)
{
    /// <summary>The largest datagram we ask for: fits through every network without being cut into pieces (RFC 6891, dnsflagday.net).</summary>
    public const int UdpSize = 1232;
    private const int MaxName = 255;

    /// <summary>A question, recursion desired.</summary>
    /// <param name="id">A number nobody can guess.</param>
    /// <param name="name">A-labels, with or without the last dot.</param>
    /// <param name="type">What is asked for.</param>
    /// <param name="extended">Says how large an answer may be (EDNS); very old servers cannot read that.</param>
    public static byte[] Question(ushort id, string name, DnsType type, bool extended)
    {
        var message = new List<byte>(64) { (byte)(id >> 8), (byte)id, 0x01, 0x00, 0, 1, 0, 0, 0, 0, 0, (byte)(extended ? 1 : 0) };
        WriteName(message, name);
        message.AddRange([(byte)((ushort)type >> 8), (byte)type, 0, 1]);
        if (extended) message.AddRange([0, 0, 41, UdpSize >> 8, UdpSize & 0xff, 0, 0, 0, 0, 0, 0]);
        return [.. message];
    }

    /// <summary>Reads an answer; throws <see cref="DnsFormatException"/> when it is none.</summary>
    public static DnsMessage Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 12) throw new DnsFormatException("shorter than a header");
        var flags = Short(bytes, 2);
        if (Short(bytes, 4) != 1) throw new DnsFormatException("not one question");
        var at = 12;
        var name = ReadName(bytes, ref at);
        var type = (DnsType)Short(bytes, at);
        at += 4;
        var answers = new List<DnsRecord>();
        var truncated = (flags & 0x0200) != 0;
        // Of a message that was cut nothing is used: it is asked for again over TCP.
        for (var left = truncated ? 0 : Short(bytes, 6); left > 0; left--)
            if (ReadRecord(bytes, ref at) is { } record) answers.Add(record);
        return new(Short(bytes, 0), (flags & 0x8000) != 0, truncated, (DnsCode)(flags & 0x000f), name, type, answers);
    }

    private static void WriteName(List<byte> message, string name)
    {
        foreach (var label in name.TrimEnd('.').Split('.'))
        {
            var bytes = Encoding.ASCII.GetBytes(label);
            if (bytes.Length is 0 or > 63) throw new DnsFormatException("a label of 0 or more than 63 bytes");
            message.Add((byte)bytes.Length);
            message.AddRange(bytes);
        }
        message.Add(0);
        if (name.Length > MaxName - 2) throw new DnsFormatException("a name of more than 253 characters");
    }

    private static DnsRecord? ReadRecord(ReadOnlySpan<byte> bytes, ref int at)
    {
        var name = ReadName(bytes, ref at);
        var (type, length) = ((DnsType)Short(bytes, at), Short(bytes, at + 8));
        var start = at + 10;
        if (start + length > bytes.Length) throw new DnsFormatException("a record longer than the message");
        at = start + length;
        var data = bytes.Slice(start, length);
        return type switch
        {
            DnsType.A when length == 4 => new(name, type) { Address = new IPAddress(data) },
            DnsType.Aaaa when length == 16 => new(name, type) { Address = new IPAddress(data) },
            DnsType.Cname or DnsType.Ns => new(name, type) { Target = ReadName(bytes, ref start) },
            DnsType.Soa => new(name, type),
            DnsType.Txt => new(name, type) { Text = ReadStrings(data) },
            DnsType.Caa => ReadCaa(name, data),
            DnsType.A or DnsType.Aaaa => throw new DnsFormatException("an address of the wrong length"),
            _ => null,
        };
    }

    private static string ReadStrings(ReadOnlySpan<byte> data)
    {
        var text = new StringBuilder();
        while (data.Length > 0)
        {
            var length = data[0];
            if (length + 1 > data.Length) throw new DnsFormatException("a string longer than its record");
            text.Append(Encoding.Latin1.GetString(data.Slice(1, length)));
            data = data[(length + 1)..];
        }
        return text.ToString();
    }

    private static DnsRecord ReadCaa(string name, ReadOnlySpan<byte> data)
    {
        if (data.Length < 2 || data.Length < 2 + data[1]) throw new DnsFormatException("a CAA record cut short");
        return new(name, DnsType.Caa) { Critical = (data[0] & 0x80) != 0, Tag = Encoding.Latin1.GetString(data.Slice(2, data[1])).ToLowerInvariant(), Value = Encoding.Latin1.GetString(data[(2 + data[1])..]) };
    }

    private static string ReadName(ReadOnlySpan<byte> bytes, ref int at)
    {
        var name = new StringBuilder();
        var (position, lowest, after, size) = (at, at, -1, 0);
        while (true)
        {
            if (position >= bytes.Length) throw new DnsFormatException("a name runs out of the message");
            int length = bytes[position];
            if (length == 0) break;
            if ((length & 0xc0) == 0xc0)
            {
                var target = Short(bytes, position) & 0x3fff;
                // Backwards only, each time further: so no circle, however it is built.
                if (target >= lowest) throw new DnsFormatException("a pointer that does not lead backwards");
                if (after < 0) after = position + 2;
                (position, lowest) = (target, target);
                continue;
            }
            if ((length & 0xc0) != 0 || position + 1 + length > bytes.Length || (size += length + 1) > MaxName) throw new DnsFormatException("a label that cannot be");
            if (name.Length > 0) name.Append('.');
            foreach (var b in bytes.Slice(position + 1, length))
                // A dot inside a label, or a byte that is no letter, is written as RFC 1035 section 5.1 writes it, so that it is never taken for another name.
                if (b is > 0x20 and < 0x7f and not (byte)'.' and not (byte)'\\') name.Append((char)b);
                else name.Append('\\').Append(b.ToString("D3", System.Globalization.CultureInfo.InvariantCulture));
            position += 1 + length;
        }
        at = after >= 0 ? after : position + 1;
        return name.ToString().ToLowerInvariant();
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, int at) =>
        at + 2 <= bytes.Length ? BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]) : throw new DnsFormatException("the message ends too soon");
}
