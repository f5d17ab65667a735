/// RSASSA-PKCS1-v1_5 with SHA-256 under a key of 2,048 bits: signatures that are valid, and two of each way
/// to be almost valid. Source: C2SP/wycheproof, testvectors_v1/rsa_signature_2048_sha256_test.json.
enum RSAVectors {
  struct Row: Sendable, CustomStringConvertible {
    /// The number and the flag in the source.
    let number: Int
    let flag: String
    /// In Base64, as the signature.
    let message: String
    let signature: String
    var isValid: Bool { flag == "Valid" }
    var description: String { "\(flag) (\(number))" }
  }

  /// The inside of the public key's PEM.
  static let publicKey =
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAorRRoH0KpfluRVZxUTVQUUqKW0YuvvcXCU+h/ugiJOY3+XRtP3yv0xh42AMltu9aFwD2WQO0aUKeidbqyIRQl7WrOTGJ25JRLtincRoSU/rNIPecFegkfz0+QuRuSMmOJUov6XZTE6A+/48X4aApOXofomqNzib0kO2BKZYV2YFMItphBCjgnH2WWFlCZvXAIdD87KCNlFoSvoLeTR7Oa0wDFFtdNJXU7VQR64eNrwX9evw+Ca2g8RJkIvWQl1oZaYFvSGmLy7obTZyuedRg2Pn4Xnl1AF2bwixOWsD3waRdElaaYoB9O5oC5aUw53MGb0U9H1tMLpz3ggKD90K51QIDAQAB"

  static let rows = [
    Row(
      number: 1, flag: "Valid", message: "",
      signature:
        "hA9drFMQbdH5xXIZIkz1EokpDELyBGaHW6joMKxWkOVBU2/MirA7cx+Cv2bYPxlOfhgLOWPsei8/eQSnzkmu1H2k1LeUIer5N9MBs+aWFpKXt5fDLAdqEr5N4LWOADxRIwUahKEMYvjawvQqhkAAjrPHzM1nYP9bUbaJdjkiWChF8Ej7gVDlp6bKLszHvchTSa1bJsUhN6efo/5cKatc12FQEyGcGUG2cI6cPCP+/1/rrwyOvKV1C1Tj5umaPodrOW8nhgt/PsTpGRcDxjMtlE9vaXURZ2gMecT2tX8cyHVdJLbsFYzNus2yMQejPLazMlFsEydNH53Mwh3O2Gnkhg=="
    ),
    Row(
      number: 2, flag: "Valid", message: "AAAAAAAAAAAAAAAAAAAAAAAAAAA=",
      signature:
        "ihsiDLKrQV3HYOt/W7EDNaPMomnX2799CWK6efnPe0Ol/AnJmhWE8HQDRz1sGJqDaJeltvjqn6ItYB5rpfdBH+J8Y4uBsaIjY1g6gPzox98+QPtRvQ5g0KZlP3nzvLfsPp3BTPtbMasXNbymktUKwD+XndqSdHxkMPgEXvo1E7puDOPp41Vw4cMMjr5Ym0QZLhNEyoPfpXb8b9x78c187odbAByMAs6NYCdp5L2dJBxIVxgqAImotnZE5z7vEFxVDvpHpAh0KJOVrAxOAv1LqY4TCkwtG5VSHGr0oAKsO9xuUhIq5MCMw9ociW4Fmsvd7FdKwEMvYQPdlyc9iAPBAg=="
    ),
    Row(
      number: 3, flag: "Valid", message: "VGVzdA==",
      signature:
        "JkSR6ETBGfFOQlwDKCE5pVjc2uuCpGKBc81Af9MZ+QdurrwN2HocIuTReDkJaIbVip1bf3rrY+/sVsRax76tQgO2iG4fqpDgKOwK4JTUa/P5fv3RkEXPvCWhq9okMmOfmHZAXA1o+O2/BHwSpFT3aB1dWitUvTcj0ZPbrUM4uq11MmQAbi0IkxxLi7eaocnK0Q62YF+HxYMfbisI4AL5xvIRQfWEHZJyfdPh2Zw2vFYNo8kGffmfyvgYlB9yWIvjMDK60iyvZwQiO7EU1XW20C2dIitYAAXZMOj0DM6fZy7rtjSiAXfYQ1FieWS4PyBT1zaoSrGgBfY71bqUPeYgXA=="
    ),
    Row(
      number: 4, flag: "Valid", message: "MTIzNDAw",
      signature:
        "F1jrlFiOb8T1DBvhr8qkECeGnzBMrVE7H7EsL0RtY83AXEgwp+PmMNp7LaT3hnzBc79kIPlzIncoJZbeQd7TLiHQzDFEEXTah2X1dBnHdk6nWPVbwXZG6xAMQ10awO7W/Hum3l+DIJTuL0eZeXZeBayZdniNs8JBqeMqDahk8AGah2RrpiPWP0QRr13uG+nsSIx+PhsjFHnecLmsX3ihex9BIK7ORfJsB+e7NF/f6wXhS8qsxhRnKkZfxSNiTLGfZvnGw/ZCuDLKRMslF21nnw4FYGw/7QIsrCTCv5YKQG1IgY4+t+1TsERgMkaQR9/tlfwYCIyS2R2TcixH+IFjqA=="
    ),
    Row(
      number: 9, flag: "BerEncodedPadding", message: "MTIzNDAw",
      signature:
        "ig6C1PM0rKcqcYtvj2Q/acYEjWGdXrpxJjpdLTrHp68TO3gMdZXKLJgsAG6GGUj1Q80CEMdYaR+WJoQsJd4oQ+oxTKjv8oXUfgz/pUGAr0FgBAFwNJYqgKWVnD0/G/wVSkgkRiqTwBT23+kggk9BSm4w4OWUTUgLmZSex79kxKdGFXWTOxfX1rAXi1GSOSrOPthGnorB2srlGtXTrXPcshPgVtBFluZNjAcD3vMRDHzsyTuorIBZ8PPWa4nYcSxitB1AfktKEE9FaVWLApDCE8rW0GU4mLnfj0pFOrB9E7+3WY1QWrvQxJh+TxrGbhpSPhE+Nwq3z5kPDMY/UPTwpA=="
    ),
    Row(
      number: 10, flag: "BerEncodedPadding", message: "MTIzNDAw",
      signature:
        "jZwlI1zc3MfKJVjAvhT4Ov6zA/AMExBqxa/8lSr1J6BYXPSAEQSn0Bn6LmP9C5I8BhokuL58MQVEPI7t9KAz096AKt/YD4ctPFBfQeP+sRb11fMfBN8+RIvH58vCND991PTD0mcO09PGb5HWJrsSogARYKEj0Dt30qbsU0RdtRcUcXHjujzX3ekCxIbHTo2NM9T3aZeRF50d9PrHjNpn2pE4wY8syIYwGOFzn7MJQIxiBRtxUJZRJgLFxMfnw5QoJZPsCHgy/Ui081PYBGYA5BUsIJJjKnm/BUl6E4QOFxBH15wjp2iWI16dXw9Wp40/5HL97SiZ4ij3FGkLQLZu5w=="
    ),
    Row(
      number: 11, flag: "InvalidAsnInPadding", message: "MTIzNDAw",
      signature:
        "mUfBN+v3AT6p5B8c6T/SkCLjQOat5WwRGc2CZDCs+YM7vB7QXBiZdXp50xBMm0Ez/wrvfhy+qvwq2iQivfnimSZiZSf5RxJNVUnZ9P3bgJ+EkjqjNdMxw5Klrl4pyw9QPiMM57/xFCBtXf1RuBL57VRI2RABJajMIyTlYMafSkkpiARcl6uQooBt+QDDuVq5W9Y03QpQ7cUxLu72RjvEti5UJhzGfpy5yqmgp1UBg8ngPya9XIcY3Xf1QpCzonoFTX0+OejLRVKdWFrA5Qe4aIIZ0rgDImgCC2jSKE+fdD3rq1zUf7P713/f46nXmEsRo3zOGQrImkcleKMzKxUPXQ=="
    ),
    Row(
      number: 12, flag: "InvalidAsnInPadding", message: "MTIzNDAw",
      signature:
        "JZzH5DiChQQV9NfyMh/eCCEkkPbpkpw3xqYM9obuwd7jhfxRP15BBfGfLWNWWy03YggGNDBrTKh/hXkSvAYvMd5szK6bSCE8G2YeyYdNQm105MI8DKU6vI97/fudMtxrVVn2rsM6W5RF7ESQMCr2iTiQ9Xlp3gAocgPY35pRG2eMruKn1mbZ/KkSgmIWrjxio38S2sFBIQDJZux8j/NH63lWZ4TvhpQ+mZ0NGqRvyeW5DpuR9NFr/C1bn/1FFfHSPNDOlhLRnCgHlwLhvJa5jNhqVwi5AApdYXd6ktfQM1V0kvmrGkruZxnbsU5sO0mYSAqNSQE4mKVBi8jGPEHF8Q=="
    ),
    Row(
      number: 24, flag: "ModifiedPadding", message: "MTIzNDAw",
      signature:
        "Dm64jhMM8NeQVr3Lh/AW+Z7dnzVRnES7UJo4zTRtmW49m3shpA/Jdqk18pBKZCPcDyUdionE4UJNMxKx5+DBTwV/o6RYQdzaK/zxB8IQPAR1y7NNTHaemLCMvTWWSu/DqNxBeHJcFu19prQ4EH2iSIr4/VyywVqISaUx4alVxAzWwUeVb8PooVoQgunpp4eO+rkpxQ1S/WwUytCYf2ZyIaDIqymmgt4E5DeyDILpp1kpHavSL7OOhhIbcbOrRz6gl3RB22sTfQG2PjKEEplsy43CflfIzWy+sx4yEWDfKeoxUfNLo2hGSVtuS7dm8LzboABiJlrX0BhH4iwGpGPf6w=="
    ),
    Row(
      number: 25, flag: "ModifiedPadding", message: "MTIzNDAw",
      signature:
        "gIPd587xsBj6sOmqWHRKZlwk2tB5Hfpuj+PpWzIKlAOJJvbLqvGVYvxT86aeCsoNl4CvnrkmfxmggTQylDVvuoFRj9uWFXSn7zhiXCAQNq6VQji4icjus2d/f53we63V8nzrDMvq6+3EG5d2Cfi5ZPAoRUtEBuIuADTDZVq0mdAdG2vgwZv8nk7i4gncAzuhpmtQ/+zspTLCyAbNLtJYYyXVu8V/QoQNjfiGNrSI6jY7t/PsNdZaY1vv6dls4suMS3sPkK4+6md9696May9joL1raUki/82/jlSGT0qQIC7/JmZ4SQ5Tkj3EjXDp+7dWU2/mGWVTyEkvtey9Cl5m0Q=="
    ),
    Row(
      number: 215, flag: "WrongHash", message: "MTIzNDAw",
      signature:
        "FrU0eAje/DGiMcKO2sNqPxeJ1MVJ6PXHHi/PXVMEukN7THwOt/+9gPXFsid78kQSs57j50w2hRdxfEOLuIuAsSrRT3KV7PiEGUfl50V+ZtL4acMNKOmsIBnX5eymIpgStknItrTM1OF7JU56tJaqUyVSXnl0vjSNzVPGUuYxXmcCNru+8vUB4kZjG3NcUOOI6jr4uwAw+3+6l0PrcPxmh8/bktRqRTfOiNupbvUnROIvtyV68VOOP/xOLZrJEB1vcbwvWqtx3cxzpsY1UA+gqRdNJevMhdzX3YWn0ujTE47/0XEXa73yMpa6PfYw7kIYVyDsFBzurtFoGmrQwVbgmQ=="
    ),
    Row(
      number: 216, flag: "WrongHash", message: "MTIzNDAw",
      signature:
        "lJKsZMRabuFPpZlshlwYoDELrSdaJr5fTffu0vSbs/t2siLJ9+ktQT0A/MnNbb5ZCkjBJQ7GgH710jFYXCApNBgiZvm/kxvpG6+h6kfQ1t+9ObVRZYUULLUtrucEpsNvWiFrXkKiC43qo+bYsm6Xzuf/TL5LcpgO31AoOkgDSxsN6zZzBDlQlCTXpSKaXb4IAF83IFe3vGxF12M9UJ2DO5C+M+cGsCMCcWXivkChZSQPKPdwjOo47p+4euuP++U2N9b2UnVfMSA49t+vXbO4nfhqcDH02S0aGxiG/JWUuOLCkTWqteama6QoVSVZq5zanZFd6DRQUpdHEUXgpk/tPQ=="
    ),
    Row(
      number: 236, flag: "NoHash", message: "MTIzNDAw",
      signature:
        "iR8TVONsK3+soJgcZPJJ9zlArgPahvCkE6lxAxsAwr7RRIk0UiX+oxfZ1VHM7Zxsb29xNMtr3KGwMZ2TGh16HiSnROuY/LDTJUZgBm9ohTH94AgikX0H3rnXiqM3vcLKOkoFDY3rtsEoPLkOaZFCmIcxH3K5W/OxjRxc1o9l+O2TTZ5RbiqFA2E/xNwueGw2136i1d/3XCbc7VcimPJ945RZxVxr7HMpXyDPHG6HazRcb7sv8jrfUtnU7OU4d6K9bnzzpOrgixs86NwEaGFOEZ/7dUfxp2XZ2bXZ2GJOzzuDbc5JDIo2pqYOaJwL3L33dOtg/FUrw+J/yavrLJBd2w=="
    ),
    Row(
      number: 237, flag: "NoHash", message: "MTIzNDAw",
      signature:
        "oL3QCBwedoCDnGRkF7aab+4WyUz3dGrCGrQQ74OnilP1sKUa+qLkoe6bRJcNw+gilxKq3NTLK5JoTiWSN5tYGyqt+zxHgfVD2LgGJaB1B8Ld9Hk3on4FBEw2xw7wkc+h+p8vxVKp7h7sB9/sWX3hHKGme6SCmg9iCCjN1CSgeSWNzbOZhhV91I0sohTxAzPGwrc1k8PHLAsipNN0iZ6UkxNSOrnyIYoD1fBv8N3knod4oHbj+ZOL5xea6QtLBosE+lB6hCx5Ztc53veiLtcJAdXox5uN90mPtoT9/O6MSWJ6OGCENOq8A+7XjZNdNIMPwySMkNYtdD/LH2M5FPfMtQ=="
    ),
    Row(
      number: 238, flag: "InvalidPadding", message: "MTIzNDAw",
      signature:
        "dVP6R3KWpo74Qj2Cr2gQNYHjoWgd7rka1ejxZ9O77qXeGGeWmkSmUBtORH+Cvihodwbi/KGGK13R4PuRsUb46cSgqfL13fTad7usulb6IZqe3dfcI02591dzIY0TF+9eTlLOLu+A+HDTm1n6PBvyj2fk35uk4dEtGYkEoM2jCbPPKr4tdl/jZr11ZSZh7IMHchAq61rfhGgEV/y1ao0nFgSiQJCh8wGwDtZzMqchtA6HPI3TzpIGcS7POeR1oAfVnJy6MU99zddbCU2ih4mJPaZGKMj/DVyJK3451cdlXvkR0Nw5169ZpV5a2mMbHPPmNT4PSlVeRVjcS5o8i6rCgQ=="
    ),
    Row(
      number: 239, flag: "InvalidPadding", message: "MTIzNDAw",
      signature:
        "BK807uwkiWKnH/OIm+gMUBjPfm43iCSl7KL+gFhPpKp4unDsPna9B3abvnutGeroUNVjXT7y2e6zElW+bv2j0tunaVuXrjRlD/eP0PpofvG5FGiLzUhjn9IHkSn2MAIotXlcnsouGj0mGMYhPr4OF8xAGZvMLHRzdh4IhH8LbiDTe687HsY1clfWOr6zu8d/hoBemkPSQ7fLFy7Vo7uyqdD1wQflkw0S7eJ9WmapFgeR3+w94rE/nzehLxnQ54ZZVcKeWFCoSCpOj1TIiG/CwFREww0C2ALeB1KQvARSNMHKcAiR9zcffQLmM5iUM8N7jmr8L3QyyC9LbpU7kyEEMg=="
    ),
    Row(
      number: 243, flag: "ShortPadding", message: "MTIzNDAw",
      signature:
        "PKPewxkTrTzC87tbnr1dHkvxN99uWuVfxSIMK2/xUMjg/dbkoH3ZVfZ+ZVRlUMap+4m37f823Y3skAqm/0HmkfQgAM8eSazvn0ke3Vo77R/Mw6NtSMBhVnnm8WbT+5V9BOWoGY3B1tnflgW9uCfH0p++QPgK1E/MY8+fk6cDiUEGXpoABFCnacTz2u39XBa9eeS5MR9OjnWjbHpLYESrIZ9C/v9uxMBqrA306pFStHg0w0TD18bp+7I00MvAtAchEbVb/kGHWZQArDTBokhh/8xVbCGn5bkxYPRsD70GFt/mskTcaGkwgaWQR+EbgEOMNRcDF1TvcuTqn6P8hq4b/Q=="
    ),
    Row(
      number: 244, flag: "SignatureMalleability", message: "MTIzNDAw",
      signature:
        "ug09NNWZFb5jUXJTAP/0YXIQ+nZ7bEhSKQDOLiyPiLP4Vbyd52CWA/L0BagdPWwbisBaef0ni7nGr23JCmMjxdd8BWLN7Qcrtj6c5TPZykl0eez3115rak1KhkGJCbhlIcXWx9XWNDUtLtaxWxaHPya5GOMbgek2OtCrNz56yYLmqj7Mqky228GoB7cwgt+sal17KruwqNPxLzyKrJdv5mtENQoreohA9TvNH+dtmgvexsbqz8IIG1jD6Bjy5Au40Hs2DF/Og+zlkmfTkUHIeAf9vuW07V/IblERGlcCAhGlk+TZGm3Q695jF+vBL1L0BUFVJ+ffB7qK9C7L78QdfQ=="
    ),
    Row(
      number: 245, flag: "SignatureMalleability", message: "MTIzNDAw",
      signature:
        "y6qMEWM0aTM6Yo0y5Rr1WrHh5V8LpGhEb1MrF2aSSgW50LVwJJO5SVNTMMquddbYdLW9JK3cZRWx/IGmxi9q480J/bsfo8YJYA1mjiwbcRvIUJFxqZrGKE5PJ8tjinz8RquQVLKWwNPtvl97GZ+Xf8w74QZb2rbSl2RTo74+cU29YcVvzwRyvNpqCKBVEaoOGYlq3qi3boyc85f5fkcMxyJVfAwC28dZW/mmu+2O8QNcSAi2c7VYPKqCurP5pssI6GkPLYIOck4X4Xme685AmQZj2eFASp3u2HMdgI3L5Mpa2CihOGqPSkdF13d3uuZc2zk3Y9jBdhUVdLA/Ozs4qA=="
    ),
    Row(
      number: 247, flag: "InvalidSignature", message: "MTIzNDAw",
      signature: ""),
    Row(
      number: 248, flag: "InvalidSignature", message: "MTIzNDAw",
      signature:
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=="
    ),
    Row(
      number: 255, flag: "WrongPrimitive", message: "MTIzNDAw",
      signature:
        "XpG13L8C1vGWIdQag9yPFeqDwO24N2XvApsKysLh7IkYsdKv4frfEcSNJ1lMucAf7XnZDl1agIXEOEUBEap9n6OcI0WxT8PCyzQSj4bbXrAL343+ONYfKaQf4xNC56rvy0sSLrXWPC9cJjyN+EUOlCj/75dNU1gY1R3AOn1gyLLRbJma5G1zq0BRX+YB2bibHQnG1gzVFjmpfB0hHgl2CbpejDGcb70hs0pjTsj7iXHFquIccLhHpFOcwQ3DFN3YqWKeig5RxmwMth/R9yKMAcZ2kZCr6brJo4l4AAUAFDWFlOD7INu0WLEqoTRoJsyffpxTUrBz1ihT2v53yEjLHw=="
    ),
    Row(
      number: 256, flag: "WrongPrimitive", message: "MTIzNDAw",
      signature:
        "V+jMHcAMBzg9iaebXI5PW94qK6VaPHIBsykcTYBbGy6zb48ya1QjQtoYCr5Qhmm7bMLdVOMnvHDB4xe6k6D9Ief84ioMWXx0INHVYCrEPZNIuj66Vh8lDjAauVWw3DPkq94ylGubPobIvwekRkbKWVlgu5iP7wSygkln6dqLAmTx2gZZNzk1MTpXS1OA8LVM4bwN3kI706VPauX6+ncqVcHETrbt/+zxPm5eHtr4ennjOFdzBBQfvETw6e6yhvVT+Hmt3W4S5Db6OvUa1Tpy8mefDtEC1QTuCHBv4RHq7knYgNGguRkks7eZaO0Pm/9EbawZnuibFYwHSSfSe4ZEmA=="
    ),
  ]
}
