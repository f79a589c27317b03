using System.Buffers.Binary;
using System.Text;

namespace ContextFabric.Storage.Tests.Npy;

/// <summary>Array files of any version with any header text.</summary>
internal static class NpyBytes
{
    public static byte[] Of(string header, int major = 1, int minor = 0, params byte[] payload)
    {
        byte[] text = (major == 3 ? Encoding.UTF8 : Encoding.Latin1).GetBytes(header);
        int prefix = major == 1 ? 10 : 12;
        byte[] bytes = new byte[prefix + text.Length + payload.Length];
        new byte[] { 0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', (byte)major, (byte)minor }.CopyTo(bytes, 0);
        if (major == 1)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(8), (ushort)text.Length);
        }
        else
        {
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(8), (uint)text.Length);
        }

        text.CopyTo(bytes, prefix);
        payload.CopyTo(bytes, prefix + text.Length);
        return bytes;
    }
}
