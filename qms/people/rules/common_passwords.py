"""Words that common passwords are made of, folded (no case, no diacritics), Vietnamese ones too.

A password is compared with and without the digits and signs at its ends, so `Matkhau@2024` is one
of these although it is long enough.
"""

_WORDS = """
    password passwords passw0rd passwordpassword mypassword yourpassword thepassword newpassword
    password1234 changeme changemenow changeit letmein letmeinplease welcome welcomehome welcomeback
    iloveyou iloveyouforever iloveyousomuch trustno1 whatever computer internet football baseball
    superman batman pokemon starwars princess sunshine dragon monkey shadow master michael jordan
    liverpool manchester manchesterunited chelsea arsenal barcelona realmadrid juventus samsung
    iphone google facebook youtube gmail hotmail yahoo microsoft windows administrator admin
    adminadmin root rootroot toor user username guest test testtest testing tester demo demodemo
    default secret secrets topsecret access accessgranted login loginlogin signin server database
    oracle postgres mysql sqlserver temp temporary temppassword temppass qwerty qwertyui qwertyuiop
    qwertyqwerty qwertyuiopasdf asdfgh asdfghjkl asdfghjklzxc zxcvbn zxcvbnm zaqxsw qazwsx qazwsxedc
    qazwsxedcrfv 1q2w3e4r 1q2w3e4r5t 1q2w3e4r5t6y 1qaz2wsx 1qaz2wsx3edc q1w2e3r4 q1w2e3r4t5y6
    abc abcd abcdef abcabc abcdefgh aaaaaa zzzzzz monday january summer winter spring autumn
    correcthorsebatterystaple thequickbrownfox january2024 football1234 baseball1234
    matkhau matkhaumoi matkhaucu matkhaumatkhau matkhaumacdinh matkhaudangnhap matkhaudefault
    doimatkhau quenmatkhau khongcomatkhau khongbiet khongco khongnho toikhongbiet matkhaucuatoi
    matkhaulagi nhapmatkhau datmatkhau matma mkmoi macdinh taikhoan nguoidung dangnhap dangky
    quantri quantrivien quantrihethong hethong maychu vanthu vanphong vanphongso giamdoc phogiamdoc
    truongphong chuyenvien canbo congchuc vienchuc coquan donvi phongban
    vietnam vietnamvodich vietnamviet vietnamvietnam toiyeuvietnam yeuvietnam vietnamtoiyeu
    vietnamquehuongtoi quehuong totquoc toquoc hochiminh bacho hanoi hanoihanoi hanoimuathu saigon
    saigonsaigon thanhphohochiminh tphcm danang haiphong cantho hue nhatrang dalat vungtau quangninh
    laichau dienbien sonla laocai yenbai hagiang caobang langson backan thainguyen tuyenquang phutho
    thanhhoa nghean hatinh quangbinh quangtri quangnam quangngai binhdinh phuyen khanhhoa daklak
    gialai kontum lamdong dongnai binhduong tayninh longan tiengiang bentre travinh vinhlong
    dongthap angiang kiengiang haugiang soctrang baclieu camau
    anhyeuem emyeuanh yeuem yeuanh anhyeuemnhieu emyeuanhnhieu anhnhoem emnhoanh anhyeuemmaimai
    emyeuanhmaimai yeuemmaimai yeuanhmaimai mainyeu maiyeu maimaiyeuem toiyeuem toiyeuban yeuthuong
    chongyeu voyeu vochong giadinh giadinhtoi giadinhlaso1 giadinhlanhat bome boyeu meyeu bomeyeu
    conyeu contrai congai concung emyeu tinhyeu tinhyeucuatoi tinhyeumau hanhphuc hanhphucmai
    hanhphucgiadinh maymanmaimai mayman phattai phatloc locphat tailoc thanhcong thanhconglon
    binhan binhyen baoan suckhoe vuive cuocsong cuocsongmoi cuocdoi ngayxua ngaymai homnay
    nguyen nguyenvana nguyenvanan tranvanan levanan phamvanan nguyenthi nguyenthihoa
    nguyenvan tranthi hoangvan bongda bongdavietnam tuyenvietnam mauxanh hoahong hoahongdo
    hoasen hoaphuong dongho maytinh dienthoai mangxahoi zalozalo facebookcuatoi
    sotnmt sotainguyen tainguyenmoitruong sotainguyenmoitruong sonongnghiep sonoivu sotaichinh
    uyban uybannhandan ubndtinh tinhuy mottcua motcua bophanmotcua chatluong quanlychatluong
    iso iso9001 tcvniso qms
"""
COMMON = frozenset(_WORDS.split())
