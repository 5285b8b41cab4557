using System.Buffers.Binary;
using System.Text;

namespace Cultivation.Gateway.Tests.Telemetry;

/// <summary>Just enough of protobuf's wire format to read OTLP bodies: a message as its fields, each by its number.</summary>
internal sealed class Protobuf
{
    private readonly List<(int Number, byte[] Bytes)> fields = [];

    public Protobuf(ReadOnlySpan<byte> message)
    {
        while (message.Length > 0)
        {
            var tag = Varint(ref message);
            var length = (int)(tag & 7) switch
            {
                0 => -1,
                1 => 8,
                2 => (int)Varint(ref message),
                5 => 4,
                var wire => throw new InvalidDataException($"Wire type {wire}"),
            };
            var bytes = new byte[8];
            if (length < 0) BinaryPrimitives.WriteUInt64LittleEndian(bytes, Varint(ref message));
            else
            {
                bytes = message[..length].ToArray();
                message = message[length..];
            }

            fields.Add(((int)(tag >> 3), bytes));
        }
    }

    public IEnumerable<Protobuf> All(int number) => fields.Where(field => field.Number == number).Select(field => new Protobuf(field.Bytes));

    public Protobuf One(int number) => All(number).First();

    public string Text(int number) => Encoding.UTF8.GetString(Bytes(number));

    public string Hex(int number) => Convert.ToHexStringLower(Bytes(number));

    public ulong Number(int number) => Bytes(number) is { Length: 8 } bytes ? BinaryPrimitives.ReadUInt64LittleEndian(bytes) : 0;

    private byte[] Bytes(int number) => fields.FirstOrDefault(field => field.Number == number).Bytes ?? [];

    private static ulong Varint(ref ReadOnlySpan<byte> message)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = message[0];
            message = message[1..];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80) return value;
        }
    }
}
